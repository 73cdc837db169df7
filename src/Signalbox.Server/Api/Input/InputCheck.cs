using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Input;

/// <summary>Collects everything that is wrong with an input, so that its sender corrects it in one go.</summary>
public sealed class InputCheck
{
    private readonly List<FieldError> errors = [];
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);

    public bool Failed => errors.Count > 0;

    public IReadOnlyList<FieldError> Errors => errors;

    /// <summary>Notes an error; a second one of the same field would only repeat the first in other words.</summary>
    public void Refuse(string path, string message)
    {
        if (paths.Add(path))
        {
            errors.Add(new(path, message));
        }
    }

    public void Require(bool holds, string path, string message)
    {
        if (!holds)
        {
            Refuse(path, message);
        }
    }
}
