using System.Text;

namespace PromptShield.Reporting;

/// <summary>Says in the words of the file's author why it is no JSON.</summary>
internal static class JsonMistake
{
    /// <summary>The mistake at a place that a parser refused.</summary>
    /// <param name="bytes">The file, in UTF-8.</param>
    /// <param name="start">Where its text begins.</param>
    /// <param name="offset">The place.</param>
    /// <param name="maximumDepth">How deep objects and lists may lie in each other.</param>
    public static string At(byte[] bytes, int start, int offset, int maximumDepth)
    {
        var open = new Stack<char>();
        bool isEmpty = true, isText = false, isLineComment = false, isComment = false;
        for (int i = start; i < offset; i++)
        {
            char c = (char)bytes[i], next = i + 1 < bytes.Length ? (char)bytes[i + 1] : '\0';
            if (isText)
            {
                isText = c != '"';
                i += c == '\\' ? 1 : 0;
            }
            else if (isLineComment)
            {
                isLineComment = c != '\n';
            }
            else if (isComment)
            {
                isComment = c != '*' || next != '/';
                i += isComment ? 0 : 1;
            }
            else if (c == '/')
            {
                isLineComment = next == '/';
                isComment = next == '*';
                i++;
            }
            else if (c is not (' ' or '\t' or '\r' or '\n'))
            {
                isEmpty = false;
                isText = c == '"';
                Follow(open, c);
            }
        }

        return offset >= bytes.Length
            ? AtEnd(isEmpty, isText, isComment, open)
            : isText ? InText(bytes[offset])
            : isComment ? "a comment is not closed"
            : Misplaced(bytes, offset, isEmpty, open, maximumDepth);
    }

    private static void Follow(Stack<char> open, char c)
    {
        if (c is '{' or '[')
        {
            open.Push(c);
        }
        else if (c is '}' or ']' && open.Count > 0)
        {
            open.Pop();
        }
    }

    private static string AtEnd(bool isEmpty, bool isText, bool isComment, Stack<char> open)
        => isText ? "a text is not closed, its last quote is missing"
            : isComment ? "a comment is not closed"
            : isEmpty ? "the file is empty"
            : open.Count == 0 ? "a value is not complete"
            : open.Peek() == '{' ? "a brace is not closed"
            : "a bracket is not closed";

    private static string InText(byte at)
        => at is (byte)'\n' or (byte)'\r' ? "a text is not closed on its line"
            : at < 0x20 ? "a text holds a control character, which must be escaped"
            : "a text holds an escape that JSON does not know";

    private static string Misplaced(byte[] bytes, int offset, bool isEmpty, Stack<char> open, int maximumDepth)
    {
        if (open.Count >= maximumDepth && bytes[offset] is (byte)'{' or (byte)'[')
        {
            return $"objects and lists lie more than {maximumDepth} deep in each other";
        }

        int end = offset + 1;
        while (end < bytes.Length && (bytes[end] & 0xC0) == 0x80)
        {
            end++;
        }

        string what = bytes[offset] is (byte)'\r' or (byte)'\n' ? "the end of the line" : $"'{Encoding.UTF8.GetString(bytes, offset, end - offset)}'";
        return open.Count == 0 && !isEmpty
            ? $"{what} stands after the end"
            : bytes[offset] == (byte)'"' ? $"{what} is not expected here, a comma or a colon is missing before it"
            : $"{what} is not expected here";
    }
}
