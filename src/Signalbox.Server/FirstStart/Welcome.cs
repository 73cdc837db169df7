using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Cli;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Setup;
using Signalbox.Server.Security.Transport;

namespace Signalbox.Server.FirstStart;

/// <summary>What the console shows once the server listens, and the file it leaves at the first start.</summary>
internal sealed class Welcome(DemoContent demo, SetupTokens setup, CatalogueHolder catalogue, IServer server)
{
    public async Task SayAsync(CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        var address = Address();
        var kept = FirstStartFile.Read(options.DataFolder);
        var isFirst = catalogue.Current.Version == 0;
        await console.WriteLineAsync($"Signalbox listens on {address}");
        if (options.TrustedProxies.Ranges.Count == 0 && options.Urls.FirstOrDefault(PrivateConnection.IsPlainElsewhere) is { } plain)
        {
            await console.WriteLineAsync($"At {plain}, from other machines: {ApiErrors.HttpsRequired.Message}");
        }

        if (isFirst && options.Demo)
        {
            var (strategy, secret, token) = await demo.CreateAsync(cancel);
            kept = new($"{address}/hook/{strategy}/{secret}", token, null);
            await console.WriteLineAsync(FirstTrade(kept.WebhookUrl!));
        }

        if (await setup.IssueAsync(cancel) is { } setupToken)
        {
            kept = (kept ?? new(null, null, null)) with { SetupUrl = $"{address}/setup?token={setupToken}" };
            await console.WriteLineAsync($"Set up your user within 24 hours: {kept.SetupUrl}");
        }
        else if (kept?.SetupUrl is not null)
        {
            kept = kept with { SetupUrl = null };
        }

        if (kept is not null)
        {
            FirstStartFile.Write(options.DataFolder, kept);
        }
    }

    private static string FirstTrade(string webhook) =>
        $$"""

        A demo strategy with a paper account of 100,000 USDT and 100,000 USD is ready. Try a first trade:

          curl -s '{{webhook}}' -d '{"ticker":"BTCUSDT","action":"buy","quantity":"0.01","takeProfit":{"percent":2},"stopLoss":{"percent":1} }'

        The addresses and the API token are in {{FirstStartFile.Name}} in the data folder.

        """;

    private string Address() => server.Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("[::]", "127.0.0.1", StringComparison.Ordinal)
        .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
        .TrimEnd('/');
}
