namespace PromptShield.Detection;

/// <summary>Words right before a number that say what it is.</summary>
internal static class Cue
{
    internal static readonly string[] SocialSecurity = ["ssn", "ssn#", "social security", "social security number", "social security no"];

    internal static readonly string[] Card =
    [
        "card", "credit card", "debit card", "card number", "visa", "mastercard", "amex", "maestro", "kreditkarte", "karte", "carte", "tarjeta", "carta", "cartão", "卡",
    ];

    internal static readonly string[] Phone =
    [
        "phone", "telephone", "tel", "mobile", "cell", "cellphone", "call", "fax", "whatsapp", "sms", "text", "dial", "hotline", "desk", "contact", "reach", "ring", // English
        "telefon", "handy", "mobil", "mobilnummer", "rufnummer", "telefonnummer", "anrufen", // German, Scandinavian
        "téléphone", "portable", "tél", // French
        "teléfono", "móvil", "celular", "telefono", "cellulare", "telefone", "telemóvel", // Spanish, Italian, Portuguese
        "telefoon", "mobiel", "puhelin", "numer telefonu", "komórka", // Dutch, Finnish, Polish
        "телефон", "тел", "电话", "手机", "電話", "携帯", "전화",
    ];

    internal static readonly string[] Reference =
    [
        "order", "invoice", "ticket", "case", "ref", "reference", "id", "sku", "isbn", "ean", "upc", "serial", "part", "tracking", "account", "version", "build",
        "model", "article", "item", "batch", "lot", "po", "rma", "bestellung", "rechnung", "auftrag", "commande", "facture", "pedido", "factura", "ordine",
    ];

    private const int Reach = 40;

    /// <summary>
    /// True when one of <paramref name="words"/> ends right before <paramref name="index"/>: only punctuation and at most two short words
    /// ("number is", "no.") may stand between, on the same line.
    /// </summary>
    internal static bool Precedes(ReadOnlySpan<char> text, int index, string[] words)
    {
        var from = Math.Max(0, index - Reach);
        var before = text[from..index];
        var line = before.LastIndexOfAny('\r', '\n');
        if (line >= 0)
        {
            before = before[(line + 1)..];
        }

        foreach (var word in words)
        {
            var at = before.LastIndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at == 0 || !char.IsLetter(before[at - 1]) || word[0] >= 0x2E80) && IsGap(before[(at + word.Length)..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGap(ReadOnlySpan<char> gap)
    {
        if (gap.Length > 0 && char.IsAsciiLetter(gap[0]))
        {
            return false;
        }

        var words = 0;
        for (var i = 0; i < gap.Length; i++)
        {
            if (CharClass.IsDigit(gap[i]))
            {
                return false;
            }

            if (char.IsLetter(gap[i]) && (i == 0 || !char.IsLetter(gap[i - 1])) && ++words > 2)
            {
                return false;
            }
        }

        return true;
    }
}
