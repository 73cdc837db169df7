using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Input;

/// <summary>Collects everything that is wrong with an input, so that its sender corrects it in one go.</summary>
public sealed class InputCheck
{
    /// <summary>More help nobody, and a body of nothing but mistakes must not cost much.</summary>
    private const int ErrorsMax = 100;

    private readonly List<FieldError> errors = [];
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);

    public bool Failed => errors.Count > 0;

    public bool IsFull => errors.Count >= ErrorsMax;

    public IReadOnlyList<FieldError> Errors => errors;

    /// <summary>Notes an error; a second one of the same field would only repeat the first in other words.</summary>
    public void Refuse(string path, string message) => Refuse(new(path, message));

    public void Refuse(FieldError error)
    {
        if (!IsFull && paths.Add(error.Path))
        {
            errors.Add(error);
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
