using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>One of the two lines of an account: orders, positions and balances, or orders that wait for their price.</summary>
internal sealed class OkxAccountFeed(SandboxStage stage, OkxGate gate, OkxReports reports, string instType, bool isBusiness)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly ConcurrentDictionary<string, OkxFields> channels = new(StringComparer.Ordinal);
    private SandboxAccount? account;
    private IDisposable? joined;

    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            await socket.ServeAsync(context, Hear);
        }
        finally
        {
            joined?.Dispose();
        }
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        if (OkxLineRequest.IsPing(message))
        {
            socket.Offer("pong"u8.ToArray(), isNews: false);
            return;
        }

        if (OkxLineRequest.Read(message) is not { } request)
        {
            socket.Offer(OkxLineRequest.Refused(new("60012", "Invalid request")), isNews: false);
            return;
        }

        switch (request.Op)
        {
            case "login":
                LogIn(request.Args);
                break;
            case "subscribe":
                foreach (var channel in request.Args)
                {
                    Subscribe(channel);
                }

                break;
            case "unsubscribe":
                foreach (var channel in request.Args)
                {
                    channels.TryRemove(channel["channel"] ?? "", out _);
                    socket.Offer(OkxLineRequest.Answered("unsubscribe", channel), isNews: false);
                }

                break;
            default:
                socket.Offer(OkxLineRequest.Refused(new("60019", $"Invalid op: {request.Op}")), isNews: false);
                break;
        }
    }

    private void LogIn(IReadOnlyList<OkxFields> args)
    {
        var (found, fault) = args is [var login, ..] ? gate.CheckLogin(login) : (null, new OkxFault("60013", "Invalid args"));
        socket.Offer(fault is null ? OkxLineRequest.LoggedIn() : OkxLineRequest.Refused(fault), isNews: false);
        account = found ?? account;
    }

    private void Subscribe(OkxFields channel)
    {
        var name = channel["channel"] ?? "";
        var isKnown = isBusiness ? name is "orders-algo" or "algo-advance" : name is "orders" or "account" or "positions";
        if (account is null || !isKnown)
        {
            socket.Offer(OkxLineRequest.Refused(account is null ? new("60011", "Please log in") : new("60018", $"Wrong URL or channel:{name} doesn't exist.")), isNews: false);
            return;
        }

        joined ??= floor.Join(OfferHappening);
        channels[name] = channel;
        socket.Offer(OkxLineRequest.Answered("subscribe", channel), isNews: false);
        floor.Read(_ =>
        {
            OfferHoldings(name);
            return true;
        });
    }

    // Called under the floor's lock.
    private void OfferHappening(Happening happening)
    {
        if (happening.Account != account?.Trading || happening.Order is not { } order)
        {
            return;
        }

        var isAlgo = OkxTriggered.IsAlgo(order);
        var hasTriggered = isAlgo && (happening.Event is OrderTriggered || reports.AlgoStateOf(order) == "effective");
        if (isAlgo && (!hasTriggered || happening.Event is OrderTriggered) && happening.Event is not StopTrailed)
        {
            Offer(order.Terms.Type == Markets.OrderType.TrailingStop ? "algo-advance" : "orders-algo", json => reports.WriteAlgo(json, order));
        }

        if (!isAlgo || hasTriggered)
        {
            Offer("orders", json => reports.WriteOrder(json, order, happening.Event as OrderFilled));
        }

        if (happening.Event is OrderFilled)
        {
            OfferHoldings("account");
            OfferHoldings("positions");
        }
    }

    private void OfferHoldings(string name)
    {
        if (name == "account")
        {
            Offer(name, json => OkxReports.WriteAccount(json, account!));
        }
        else if (name == "positions" && account!.Trading.Positions.Count > 0)
        {
            OfferAll(name, account.Trading.Positions, reports.WritePosition);
        }
    }

    private void Offer(string name, Action<Utf8JsonWriter> write) => OfferAll(name, [write], static (json, one) => one(json));

    private void OfferAll<T>(string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (channels.TryGetValue(name, out var channel) && channel["instType"] is null or "ANY" || channel?["instType"] == instType)
        {
            socket.Offer(OkxAnswers.Bytes(json =>
            {
                OkxLineRequest.WriteChannel(json, name, channel!["instType"], channel["instId"]);
                json.WriteObjects("data", items, write);
            }));
        }
    }
}
