namespace PromptShield.Tool;

/// <summary>The command could not do its work: exit code 2. The message names the place and the remedy.</summary>
internal sealed class CannotRunException(string message) : Exception(message);
