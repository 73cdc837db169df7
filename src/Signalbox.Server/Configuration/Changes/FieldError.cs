namespace Signalbox.Server.Configuration.Changes;

/// <summary>What is wrong with one field.</summary>
/// <param name="Path">The field as the document names it, such as <c>defaults.takeProfit.targets[0].percent</c>.</param>
/// <param name="Message">A sentence that says what is expected.</param>
public sealed record FieldError(string Path, string Message);
