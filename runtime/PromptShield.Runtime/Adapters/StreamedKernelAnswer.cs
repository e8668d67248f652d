using Microsoft.SemanticKernel;
using PromptShield.Redaction;

namespace PromptShield;

/// <summary>A streamed answer of Semantic Kernel, one restorer a choice. Not thread-safe: one instance a stream.</summary>
internal sealed class StreamedKernelAnswer(ShieldedRequest request)
{
    private readonly Dictionary<int, StreamingRestorer> _choices = [];
    private readonly Dictionary<(int Request, int Call), StreamingRestorer> _arguments = [];

    internal StreamingChatMessageContent? HeldBefore(StreamingChatMessageContent update) =>
        _choices.TryGetValue(update.ChoiceIndex, out var restorer) && restorer.HoldsText && HoldsCall(update) ? Release(update.ChoiceIndex, restorer) : null;

    internal StreamingChatMessageContent Restore(StreamingChatMessageContent update)
    {
        if (!request.RestoresAnswer)
        {
            return update;
        }

        for (var i = 0; i < update.Items.Count; i++)
        {
            switch (update.Items[i])
            {
                case StreamingTextContent { Text: not null } text:
                    text.Text = Choice(update.ChoiceIndex).Append(text.Text);
                    break;
                case StreamingFunctionCallUpdateContent { Arguments: not null } call:
                    update.Items[i] = new StreamingFunctionCallUpdateContent(call.CallId, call.Name, Call(call).Append(call.Arguments), call.FunctionCallIndex)
                    {
                        ChoiceIndex = call.ChoiceIndex,
                        InnerContent = call.InnerContent,
                        Metadata = call.Metadata,
                        ModelId = call.ModelId,
                        RequestIndex = call.RequestIndex,
                    };
                    break;
            }
        }

        return update;
    }

    internal IEnumerable<StreamingChatMessageContent> Complete()
    {
        foreach (var (choice, restorer) in _choices)
        {
            if (restorer.HoldsText)
            {
                yield return Release(choice, restorer);
            }
        }
    }

    private static bool HoldsCall(StreamingChatMessageContent update)
    {
        foreach (var item in update.Items)
        {
            if (item is StreamingFunctionCallUpdateContent)
            {
                return true;
            }
        }

        return false;
    }

    private static StreamingChatMessageContent Release(int choice, StreamingRestorer restorer) =>
        new(Microsoft.SemanticKernel.ChatCompletion.AuthorRole.Assistant, restorer.Flush(), choiceIndex: choice);

    private StreamingRestorer Choice(int index)
    {
        if (!_choices.TryGetValue(index, out var restorer))
        {
            _choices.Add(index, restorer = new(request.Vault));
        }

        return restorer;
    }

    private StreamingRestorer Call(StreamingFunctionCallUpdateContent call)
    {
        if (!_arguments.TryGetValue((call.RequestIndex, call.FunctionCallIndex), out var restorer))
        {
            _arguments.Add((call.RequestIndex, call.FunctionCallIndex), restorer = new(request.Vault));
        }

        return restorer;
    }
}
