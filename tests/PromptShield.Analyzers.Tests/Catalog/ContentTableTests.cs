using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Catalog;

/// <summary>Holds the table of content to the real packages: a misspelt name would be silence.</summary>
public sealed class ContentTableTests
{
    private static readonly CSharpCompilation Packages = CSharpCompilation.Create("Packages", [], Snippet.Packages);

    /// <summary>Namespaces, or types, of packages that the tests do not reference; each is spelt as its documentation spells it.</summary>
    private static readonly string[] NotReferenced =
    [
        "Azure.AI.OpenAI.ChatCompletions", "Azure.Messaging.ServiceBus", "Azure.Search.Documents", "Azure.Storage", "Confluent.Kafka", "Dapper", "Ganss.Xss",
        "Microsoft.Agents.AI.AgentRunResponse", "Microsoft.Azure.Cosmos", "Microsoft.Azure.Functions", "Microsoft.CodeAnalysis.CSharp.Scripting", "Microsoft.Data.SqlClient",
        "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore", "Microsoft.SemanticKernel.Agents", "MongoDB",
        "MySqlConnector", "Npgsql", "OpenAI.Chat.OpenAIChatClientExtensions", "OpenAI.Responses.OpenAIResponse", "OpenAI.Responses.ResponseCreationOptions", "PromptShield", "RabbitMQ", "StackExchange.Redis",
        "System.Data.SqlClient", "System.DirectoryServices", "System.Management.Automation", "System.Runtime.Serialization.NetDataContractSerializer",
        "System.Web.UI", "System.Windows",
    ];

    public static TheoryData<string> Rows { get; } = [.. DataFile.Lines("content.txt").Where(row => !row.StartsWith("about ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_row_names_what_exists(string row)
    {
        var words = row.Split(' ');
        var name = words[2];
        if (Packages.GetTypesByMetadataName(name) is not { Length: > 0 } types)
        {
            Assert.Contains(NotReferenced, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
            return;
        }

        Assert.DoesNotContain(NotReferenced, prefix => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal));
        if (words[0] == "type" || words[3] == "*")
        {
            return;
        }

        var members = types.SelectMany(Members).Where(member => member.Name == words[3]).ToList();
        Assert.NotEmpty(members);
        if (words[0] != "sink" || words[4] == "*")
        {
            return;
        }

        if (words[4] == "=")
        {
            Assert.Contains(members, member => member is IPropertySymbol { SetMethod: not null } or IFieldSymbol);
            return;
        }

        var parameters = members.OfType<IMethodSymbol>().SelectMany(method => method.Parameters).Select(parameter => parameter.Name).ToHashSet();
        Assert.All(words[4].Split(','), parameter => Assert.Contains(parameter, parameters));
    }

    [Fact]
    public void No_row_stands_twice() => Assert.Empty(DataFile.Lines("content.txt").GroupBy(row => row).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                yield return member;
            }
        }

        foreach (var member in type.AllInterfaces.SelectMany(implemented => implemented.GetMembers()))
        {
            yield return member;
        }
    }
}
