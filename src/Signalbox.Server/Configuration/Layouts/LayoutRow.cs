namespace Signalbox.Server.Configuration.Layouts;

/// <summary>A row of the table <c>layouts</c>: how one user arranged one page.</summary>
/// <param name="Layout">JSON, as the page that saved it reads it.</param>
/// <param name="Version">Rises by one with every save of this page.</param>
public sealed record LayoutRow(string Page, string Layout, long Version, long UpdatedAt);
