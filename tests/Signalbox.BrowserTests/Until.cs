using System.Runtime.CompilerServices;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Waits for what must come about by itself: as long as a busy machine may take, and not for ever.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task HoldsAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => HoldsAsync(condition, () => what);

    /// <param name="what">Says what is wrong when it is too late.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> what)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (late.IsCancellationRequested)
            {
                throw new TimeoutException($"This did not come about within {Patience.TotalSeconds} s: {what()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
