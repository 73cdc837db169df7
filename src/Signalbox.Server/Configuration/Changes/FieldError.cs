namespace Signalbox.Server.Configuration.Changes;

/// <summary>What is wrong with one field.</summary>
/// <param name="Path">The field as the document names it, such as <c>defaults.takeProfit.targets[0].percent</c>.</param>
/// <param name="Message">A sentence that says what is expected.</param>
/// <param name="Line">The line of the file it stands in, from 1; absent where there is no file.</param>
public sealed record FieldError(string Path, string Message, int? Line = null);
