namespace PromptShield.Reporting;

/// <summary>A violation that a baseline accepts as old. It is known by its id; the rest is for readers of the file.</summary>
/// <param name="SiteId">The site's id, which stays when lines move.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Project">The project, relative to the root.</param>
/// <param name="File">The file, relative to the root.</param>
/// <param name="Symbol">Documentation comment id of the containing member.</param>
public sealed record BaselineSite(string SiteId, string Rule, string Project, string File, string Symbol);
