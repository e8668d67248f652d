namespace PromptShield.Analyzers.Catalog;

/// <summary>
/// Says from names whether a value is personal data, and of which class. Immutable and free of Roslyn; the rows stand in
/// <c>Data/personal-data.txt</c>, whose head explains them.
/// </summary>
internal sealed class PersonalDataLexicon
{
    private static readonly HashSet<string> Prepositions = ["by", "for", "per", "from", "with", "without", "in", "on", "to", "at", "as", "via", "using"];
    private static readonly Lazy<PersonalDataLexicon> Shared = new(() => new PersonalDataLexicon(PersonalDataLexiconRows.Default, AnalyzerPolicy.Empty));

    private readonly PersonalDataLexiconRows rows;
    private readonly List<LexiconName> policyNames = [];
    private readonly HashSet<string> policyIgnored = new(StringComparer.Ordinal);

    private PersonalDataLexicon(PersonalDataLexiconRows rows, AnalyzerPolicy policy)
    {
        this.rows = rows;
        foreach (var name in policy.Names)
        {
            if (Words(name) is { Length: > 0 } words)
            {
                policyNames.Add(new LexiconName(words, rows.Classified, LexiconPlace.Anywhere, [], []));
            }
        }

        foreach (var name in policy.IgnoredNames)
        {
            policyIgnored.Add(string.Join(" ", Words(name)));
        }
    }

    /// <summary>The lexicon without any policy.</summary>
    public static PersonalDataLexicon Default => Shared.Value;

    /// <summary>The class for values that an attribute or the policy classifies.</summary>
    public DataClasses Classified => rows.Classified.Mask;

    /// <summary>The class for secrets.</summary>
    public DataClasses Secret => rows.Secret.Mask;

    /// <summary>The lexicon with the policy's own names.</summary>
    public static PersonalDataLexicon With(AnalyzerPolicy policy) =>
        policy.Names.Count + policy.IgnoredNames.Count == 0 ? Default : new PersonalDataLexicon(PersonalDataLexiconRows.Default, policy);

    /// <summary>The class of a value that is called <paramref name="identifier"/>, or <see cref="DataClasses.None"/>.</summary>
    /// <param name="identifier">The name of the local, parameter, field, property or method.</param>
    /// <param name="kinds">What the value's type can hold.</param>
    /// <param name="ownerType">The type that declares a member; <see langword="null"/> for what is no member.</param>
    public DataClasses Classify(string identifier, ValueKinds kinds, string? ownerType = null)
    {
        if (kinds == ValueKinds.None)
        {
            return DataClasses.None;
        }

        var full = Words(identifier);
        if (full.Length == 0 || policyIgnored.Contains(string.Join(" ", full)))
        {
            return DataClasses.None;
        }

        foreach (var name in policyNames)
        {
            if (EndsWith(full, name.Words))
            {
                return name.Class.Mask;
            }
        }

        foreach (var word in full)
        {
            if (rows.Cleared.Contains(word))
            {
                return DataClasses.None;
            }
        }

        var words = BeforePreposition(full);
        var found = Longest(words, kinds, ownerType);
        while (found is null && words.Length > 1 && rows.Neutral.Contains(words[words.Length - 1]))
        {
            words = First(words, words.Length - 1);
            found = Longest(words, kinds, ownerType);
        }

        return found is not null ? found.Class.Mask
            : Longest(full, kinds, ownerType) is { HoldsPreposition: true } whole ? whole.Class.Mask
            : DataClasses.None;
    }

    /// <summary>Whether a type of this name holds a person: <c>ApplicationUser</c>, <c>CustomerDto</c>; not <c>UserService</c>.</summary>
    public bool IsPerson(string typeName)
    {
        var words = Words(typeName);
        var length = words.Length;
        while (length > 1 && rows.Wrappers.Contains(words[length - 1]))
        {
            length--;
        }

        foreach (var person in rows.Persons)
        {
            if (EndsWith(words, person, length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether static members of a type of this name are names of things: <c>ClaimTypes</c>, <c>ErrorMessages</c>.</summary>
    public bool IsCatalog(string typeName) => Words(typeName) is { Length: > 0 } words && rows.Catalogs.Contains(words[words.Length - 1]);

    /// <summary>Whether a method of this name hands out what the name ends in: <c>GetEmail</c>, not <c>HashPassword</c>.</summary>
    public bool IsGetter(string methodName) => Words(methodName) is { Length: > 1 } words && rows.Getters.Contains(words[0]);

    /// <summary>Whether a method of this name makes text of the text that it is given: <c>MaskEmail</c>, <c>Normalize</c>.</summary>
    public bool IsTransformation(string methodName) => Words(methodName) is { Length: > 0 } words && rows.Transformations.Contains(words[0]);

    /// <summary>The class of every value of this type, whatever its name.</summary>
    public DataClasses ClassifyType(string fullName) => rows.Types.TryGetValue(fullName, out var found) ? found.Mask : DataClasses.None;

    /// <summary>The class that is given to exactly this member of exactly this type.</summary>
    public DataClasses ClassifyProperty(string fullTypeName, string member) =>
        rows.Properties.TryGetValue(fullTypeName + "." + member, out var found) ? found.Mask : DataClasses.None;

    /// <summary>The comma-separated stable ids of the classes, in the order of the data file.</summary>
    public string Names(DataClasses classes)
    {
        var names = new List<string>();
        foreach (var item in rows.Classes)
        {
            if ((classes & item.Mask) != 0)
            {
                names.Add(item.Id);
            }
        }

        return string.Join(",", names);
    }

    private LexiconName? Longest(string[] words, ValueKinds kinds, string? ownerType)
    {
        LexiconName? best = null;
        if (!rows.NamesByHead.TryGetValue(words[words.Length - 1], out var candidates))
        {
            return null;
        }

        foreach (var candidate in candidates)
        {
            if ((best is null || candidate.Words.Length > best.Words.Length)
                && (candidate.Class.Kinds & kinds) != 0
                && EndsWith(words, candidate.Words)
                && candidate.AcceptsBefore(words)
                && FitsPlace(candidate.Place, words.Length - candidate.Words.Length, ownerType))
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>A member row wants the bare name on a person (<c>Customer.Name</c>, not <c>Customer.PlanName</c>).</summary>
    private bool FitsPlace(LexiconPlace place, int wordsBefore, string? ownerType) => place switch
    {
        LexiconPlace.Anywhere => true,
        LexiconPlace.Member => ownerType is not null && wordsBefore == 0 && IsPerson(ownerType),
        _ => wordsBefore == 0 && (ownerType is null || IsPerson(ownerType)),
    };

    private string[] Words(string identifier)
    {
        var words = new List<string>();
        foreach (var word in IdentifierWords.Split(identifier))
        {
            if (rows.Compounds.TryGetValue(Singular(word), out var parts))
            {
                words.AddRange(parts);
            }
            else if (!char.IsDigit(word[0]))
            {
                words.Add(word);
            }
        }

        if (words.Count > 0)
        {
            words[words.Count - 1] = Singular(words[words.Count - 1]);
        }

        return words.ToArray();
    }

    private static string Singular(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal) ? word.Substring(0, word.Length - 2)
        : word.Length > 2 && word[word.Length - 1] == 's' && word[word.Length - 2] is not ('s' or 'i' or 'u') ? word.Substring(0, word.Length - 1)
        : word;

    private static string[] BeforePreposition(string[] words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (Prepositions.Contains(words[i]))
            {
                return First(words, i);
            }
        }

        return words;
    }

    private static string[] First(string[] words, int count)
    {
        var first = new string[count];
        Array.Copy(words, first, count);
        first[count - 1] = Singular(first[count - 1]);
        return first;
    }

    private static bool EndsWith(string[] words, string[] end) => EndsWith(words, end, words.Length);

    private static bool EndsWith(string[] words, string[] end, int length)
    {
        if (end.Length > length)
        {
            return false;
        }

        for (var i = 0; i < end.Length; i++)
        {
            if (words[length - end.Length + i] != end[i])
            {
                return false;
            }
        }

        return true;
    }
}
