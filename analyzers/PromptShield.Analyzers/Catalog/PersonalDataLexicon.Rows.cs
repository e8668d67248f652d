namespace PromptShield.Analyzers.Catalog;

/// <summary>A set of classes of personal data, one bit a class in the order of <c>Data/personal-data.txt</c>.</summary>
[Flags]
internal enum DataClasses : uint
{
    None = 0,
}

/// <summary>What a value's type can hold, as far as the lexicon cares.</summary>
[Flags]
internal enum ValueKinds
{
    None = 0,
    Text = 1,
    Date = 2,
    Number = 4,
    Decimal = 8,
    Mail = 16,
    Ip = 32,
    Any = Text | Date | Number | Decimal | Mail | Ip,
}

/// <summary>Where a name counts.</summary>
internal enum LexiconPlace
{
    Anywhere,
    Loose,
    Member,
}

/// <summary>One class of personal data.</summary>
internal sealed class DataClass(string id, DataClasses mask, ValueKinds kinds)
{
    public string Id { get; } = id;

    public DataClasses Mask { get; } = mask;

    public ValueKinds Kinds { get; } = kinds;
}

/// <summary>One name of personal data: the words in which an identifier must end.</summary>
internal sealed class LexiconName(string[] words, DataClass dataClass, LexiconPlace place, string[] needs, string[] unless)
{
    public string[] Words { get; } = words;

    public DataClass Class { get; } = dataClass;

    public LexiconPlace Place { get; } = place;

    /// <summary>Whether the row is about a name like "name on card", whose head stands before the preposition.</summary>
    public bool HoldsPreposition => Array.IndexOf(Words, "on") > 0;

    /// <summary>Whether the words before the row's own fit <c>needs</c> and <c>unless</c>.</summary>
    public bool AcceptsBefore(string[] all)
    {
        var needed = needs.Length == 0;
        for (var i = 0; i < all.Length - Words.Length; i++)
        {
            if (Array.IndexOf(unless, all[i]) >= 0)
            {
                return false;
            }

            needed |= Array.IndexOf(needs, all[i]) >= 0;
        }

        return needed;
    }
}

/// <summary>The parsed rows of <c>Data/personal-data.txt</c>.</summary>
internal sealed class PersonalDataLexiconRows
{
    private static readonly Lazy<PersonalDataLexiconRows> Shared = new(static () => Parse(DataFile.Lines("personal-data.txt")));
    private static readonly char[] Blank = [' '];
    private readonly Dictionary<string, DataClass> classesById = new(StringComparer.Ordinal);

    private PersonalDataLexiconRows(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Add(line.Split(Blank, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public static PersonalDataLexiconRows Default => Shared.Value;

    public List<DataClass> Classes { get; } = [];

    public DataClass Classified => classesById["classified"];

    public DataClass Secret => classesById["secret"];

    public Dictionary<string, List<LexiconName>> NamesByHead { get; } = new(StringComparer.Ordinal);

    public List<string[]> Persons { get; } = [];

    public HashSet<string> Wrappers { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Neutral { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Cleared { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Catalogs { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Getters { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Transformations { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string[]> Compounds { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DataClass> Types { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DataClass> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads rows; throws <see cref="FormatException"/> at one that it does not understand.</summary>
    public static PersonalDataLexiconRows Parse(IEnumerable<string> lines) => new(lines);

    private void Add(string[] fields)
    {
        switch (fields[0])
        {
            case "class":
                var added = new DataClass(fields[1], (DataClasses)(1u << Classes.Count), Kinds(fields, 2));
                Classes.Add(added);
                classesById.Add(added.Id, added);
                break;
            case "name":
                AddName(fields, LexiconPlace.Anywhere);
                break;
            case "loose":
                AddName(fields, LexiconPlace.Loose);
                break;
            case "member":
                AddName(fields, LexiconPlace.Member);
                break;
            case "person":
                Persons.Add(From(fields, 1, fields.Length));
                break;
            case "wrapper":
                Wrappers.Add(fields[1]);
                break;
            case "neutral":
                Neutral.Add(fields[1]);
                break;
            case "cleared":
                Cleared.Add(fields[1]);
                break;
            case "catalog":
                Catalogs.Add(fields[1]);
                break;
            case "getter":
                Getters.Add(fields[1]);
                break;
            case "transformation":
                Transformations.Add(fields[1]);
                break;
            case "compound":
                Compounds.Add(fields[1], From(fields, 2, fields.Length));
                break;
            case "type":
                Types.Add(fields[2], classesById[fields[1]]);
                break;
            case "property":
                Properties.Add(fields[2] + "." + fields[3], classesById[fields[1]]);
                break;
            default:
                throw new FormatException("personal-data.txt: unknown row '" + string.Join(" ", fields) + "'");
        }
    }

    private void AddName(string[] fields, LexiconPlace place)
    {
        var end = fields.Length;
        string[] needs = [], unless = [];
        for (var i = fields.Length - 2; i > 1; i--)
        {
            if (fields[i] is "needs" or "unless")
            {
                var list = fields[i + 1].Split(',');
                (needs, unless, end) = fields[i] == "needs" ? (list, unless, i) : (needs, list, i);
            }
        }

        var name = new LexiconName(From(fields, 2, end), classesById[fields[1]], place, needs, unless);
        var head = name.Words[name.Words.Length - 1];
        if (!NamesByHead.TryGetValue(head, out var list2))
        {
            NamesByHead.Add(head, list2 = []);
        }

        list2.Add(name);
    }

    private static ValueKinds Kinds(string[] fields, int start)
    {
        var kinds = ValueKinds.None;
        for (var i = start; i < fields.Length; i++)
        {
            kinds |= fields[i] switch
            {
                "text" => ValueKinds.Text,
                "date" => ValueKinds.Date,
                "number" => ValueKinds.Number,
                "decimal" => ValueKinds.Decimal,
                "mail" => ValueKinds.Mail,
                "ip" => ValueKinds.Ip,
                "any" => ValueKinds.Any,
                _ => throw new FormatException("personal-data.txt: unknown kind of value '" + fields[i] + "'"),
            };
        }

        return kinds;
    }

    private static string[] From(string[] fields, int start, int end)
    {
        var part = new string[end - start];
        Array.Copy(fields, start, part, 0, part.Length);
        return part;
    }
}
