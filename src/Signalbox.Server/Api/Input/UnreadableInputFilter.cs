using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Api.Input;

/// <summary>Answers an input that could not be read, before its endpoint sees it.</summary>
internal sealed class UnreadableInputFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IInput { Unreadable: { } unreadable })
            {
                return ValueTask.FromResult<object?>(ApiErrors.Answer(unreadable.Status, unreadable.Error));
            }
        }

        return next(context);
    }
}
