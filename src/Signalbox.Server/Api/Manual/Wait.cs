using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;

namespace Signalbox.Server.Api.Manual;

/// <summary>How long an answer waits for what it started: <c>?wait=</c> in milliseconds.</summary>
internal sealed record Wait : IInput, IEndpointParameterMetadataProvider
{
    private const int MsDefault = 2_000;
    private const int MsMax = 30_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    public TimeSpan Limit { get; private init; } = TimeSpan.FromMilliseconds(MsDefault);

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static ValueTask<Wait> BindAsync(HttpContext http)
    {
        if (http.Request.Query["wait"].ToString() is not { Length: > 0 } text)
        {
            return ValueTask.FromResult(new Wait());
        }

        return ValueTask.FromResult(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= MsMax
            ? new Wait { Limit = TimeSpan.FromMilliseconds(ms) }
            : new Wait { Unreadable = QueryErrors.Of("wait", $"Expected a whole number of milliseconds from 0 to {MsMax}.") });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new QueryParameter(
        "wait", $"How long the answer waits for the outcome: 0 to {MsMax} milliseconds, {MsDefault} where absent.", QueryKind.WholeNumber));

    /// <summary>Until the account's committed state is so, or the time is over.</summary>
    public async Task UntilAsync(AccountHost host, Func<AccountState, bool> holds, TimeProvider clock, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (!holds(host.Committed) && clock.GetElapsedTime(began) < Limit)
        {
            await Task.Delay(LookEvery, clock, cancel);
        }
    }
}
