using System.Text;

namespace PromptShield.Reporting;

/// <summary>A policy file on its way to a <see cref="Policy"/>: bytes, positioned values, errors.</summary>
internal static class PolicyDocument
{
    public static PolicyReading Read(string path)
    {
        byte[] bytes;
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > PolicyReader.MaximumBytes)
            {
                return Unreadable(path, $"The policy is larger than {PolicyReader.MaximumBytes / 1024 / 1024} MB.");
            }

            bytes = new byte[stream.Length];
            int read = 0;
            while (read < bytes.Length && stream.Read(bytes, read, bytes.Length - read) is > 0 and int count)
            {
                read += count;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, "The policy cannot be read: " + problem.Message);
        }

        return Read(path, bytes);
    }

    public static PolicyReading Read(string path, byte[] bytes)
    {
        var errors = new List<PolicyError>();
        try
        {
            var reading = new PolicyShape(PositionedJsonParser.Parse(bytes), (offset, code, message) => errors.Add(Error(path, bytes, offset, code, message)), offset => Place(bytes, offset));
            var policy = reading.Policy() with { Path = path, Sha256 = SiteId.Sha256Hex(bytes) };
            return errors.Count == 0
                ? new(policy, [])
                : new(null, [.. errors.OrderBy(error => error.Line).ThenBy(error => error.Column)]);
        }
        catch (PolicyTextException problem)
        {
            return new(null, [Error(path, bytes, problem.Offset, problem.Code, problem.Message)]);
        }
    }

    private static PolicyReading Unreadable(string path, string message)
        => new(null, [new(path, 1, 1, PolicyErrorCodes.Unreadable, message)]);

    private static PolicyError Error(string path, byte[] bytes, int offset, string code, string message)
    {
        var (line, column) = Place(bytes, offset);
        return new(path, line, column, code, message);
    }

    private static (int Line, int Column) Place(byte[] bytes, int offset)
    {
        int line = 1, start = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        for (int i = start; i < offset; i++)
        {
            if (bytes[i] == (byte)'\n')
            {
                line++;
                start = i + 1;
            }
        }

        return (line, 1 + (offset > start ? Encoding.UTF8.GetCharCount(bytes, start, offset - start) : 0));
    }
}
