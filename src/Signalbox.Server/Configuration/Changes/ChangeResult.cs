namespace Signalbox.Server.Configuration.Changes;

public enum ChangeStatus
{
    Saved,

    /// <summary>It would have been saved and was only tried.</summary>
    Tried,

    NotFound,

    /// <summary>Someone changed the row since the caller read it.</summary>
    Stale,

    /// <summary>Other rows need this one.</summary>
    InUse,

    /// <summary>Fields contradict other rows.</summary>
    Refused,
}

/// <summary>How a change ended. A row is there only when it was saved or tried.</summary>
public sealed record ChangeResult<T>(ChangeStatus Status, T? Row, IReadOnlyList<FieldError> Errors)
    where T : class
{
    /// <summary>The saved row; asking for it after a refusal is a programming error.</summary>
    public T Saved => Row ?? throw new InvalidOperationException($"The change ended as {Status} and saved nothing.");
}

public static class ChangeResult
{
    public static ChangeResult<T> Saved<T>(T row)
        where T : class => new(ChangeStatus.Saved, row, []);

    public static ChangeResult<T> Tried<T>(T row)
        where T : class => new(ChangeStatus.Tried, row, []);

    public static ChangeResult<T> NotFound<T>()
        where T : class => new(ChangeStatus.NotFound, null, []);

    public static ChangeResult<T> Stale<T>(long current)
        where T : class => new(ChangeStatus.Stale, null, [new("version", $"The current version is {current}.")]);

    public static ChangeResult<T> InUse<T>(string message)
        where T : class => new(ChangeStatus.InUse, null, [new("id", message)]);

    public static ChangeResult<T> Refused<T>(params IReadOnlyList<FieldError> errors)
        where T : class => new(ChangeStatus.Refused, null, errors);
}
