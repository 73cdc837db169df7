using System.Text;
using Signalbox.Venues;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Spot;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

public sealed class KucoinVoiceTests
{
    private static readonly KucoinVoice Spot = new(KucoinErrors.Spot);
    private static readonly KucoinVoice Futures = new(KucoinErrors.Futures);

    /// <summary>The documented codes, by what they prove.</summary>
    public static TheoryData<bool, string, string, ErrorMeaning, RejectReason> Codes => new()
    {
        { false, "400001", "Please check the URL of your request.", ErrorMeaning.Unauthorized, RejectReason.Unauthorized },
        { false, "400002", "Invalid KC-API-TIMESTAMP.", ErrorMeaning.ClockSkew, RejectReason.Other },
        { true, "400003", "KC-API-KEY not exists", ErrorMeaning.Unauthorized, RejectReason.Unauthorized },
        { true, "400004", "KC-API-PASSPHRASE error", ErrorMeaning.Unauthorized, RejectReason.Unauthorized },
        { false, "400005", "Signature error", ErrorMeaning.Unauthorized, RejectReason.Unauthorized },
        { false, "400006", "Invalid request IP, the current client IP is: 1.2.3.4.", ErrorMeaning.Unauthorized, RejectReason.Unauthorized },
        { false, "400007", "Access denied, requires more permission.", ErrorMeaning.NotPermitted, RejectReason.Unauthorized },
        { false, "400009", "Invalid KC-API-KEY-VERSION.", ErrorMeaning.Unauthorized, RejectReason.Unauthorized },
        { false, "411100", "User are frozen", ErrorMeaning.NotPermitted, RejectReason.Unauthorized },
        { false, "200004", "Balance insufficient!", ErrorMeaning.Rejected, RejectReason.InsufficientFunds },
        { false, "400100", "account.available.amount", ErrorMeaning.Rejected, RejectReason.InsufficientFunds },
        { false, "400100", "Order size below the minimum requirement.", ErrorMeaning.Rejected, RejectReason.BelowMinimum },
        { false, "400100", "Price increment invalid.", ErrorMeaning.Rejected, RejectReason.PriceOutOfRange },
        { false, "400100", "validation.createOrder.clientOidDuplicated", ErrorMeaning.DuplicateId, RejectReason.DuplicateClientOrderId },
        { false, "400100", "order_not_exist_or_not_allow_to_cancel", ErrorMeaning.NotFound, RejectReason.UnknownOrder },
        { false, "400100", "Unsupported trading pair.", ErrorMeaning.Rejected, RejectReason.UnknownInstrument },
        { false, "400100", "anything else", ErrorMeaning.Rejected, RejectReason.Other },
        { false, "102426", "", ErrorMeaning.DuplicateId, RejectReason.DuplicateClientOrderId },
        { false, "102436", "", ErrorMeaning.NotFound, RejectReason.UnknownOrder },
        { false, "102428", "", ErrorMeaning.NotProcessed, RejectReason.Other },
        { false, "600101", "The order funds should more then 0.1 USDT.", ErrorMeaning.Rejected, RejectReason.BelowMinimum },
        { false, "400370", "Max. price: 0.025", ErrorMeaning.Rejected, RejectReason.PriceOutOfRange },
        { false, "600203", "Symbol XXX-XXX cant be traded", ErrorMeaning.Rejected, RejectReason.MarketClosed },
        { false, "200002", "Order cancel for this pair suspended", ErrorMeaning.Rejected, RejectReason.MarketClosed },
        { true, "200002", "Too many requests in a short period of time, please retry later", ErrorMeaning.Throttled, RejectReason.RateLimited },
        { true, "200003", "The symbol parameter is invalid.", ErrorMeaning.Rejected, RejectReason.UnknownInstrument },
        { true, "100001", "error.getOrder.orderNotExist", ErrorMeaning.NotFound, RejectReason.UnknownOrder },
        { true, "100004", "The order cannot be canceled.", ErrorMeaning.NotFound, RejectReason.UnknownOrder },
        { true, "300003", "Balance not enough", ErrorMeaning.Rejected, RejectReason.InsufficientFunds },
        { true, "300009", "Current position size: 0, unable to close the position.", ErrorMeaning.Rejected, RejectReason.ReduceOnlyRefused },
        { true, "300011", "Order price cannot be higher than 9", ErrorMeaning.Rejected, RejectReason.PriceOutOfRange },
        { true, "300015", "settlement", ErrorMeaning.Maintenance, RejectReason.MarketClosed },
        { true, "300018", "clientOid parameter repeated", ErrorMeaning.DuplicateId, RejectReason.DuplicateClientOrderId },
        { true, "330005", "The order's margin mode does not match the selected one.", ErrorMeaning.Rejected, RejectReason.Unsupported },
        { true, "1015", "cloudflare frequency limit", ErrorMeaning.Banned, RejectReason.RateLimited },
        { false, "408000", "Network timeout, please try again later", ErrorMeaning.Unknown, RejectReason.Other },
        { false, "999999", "a code that nobody has documented", ErrorMeaning.Unknown, RejectReason.Other },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_MeansWhatItProves(bool isFutures, string code, string message, ErrorMeaning meaning, RejectReason reason)
    {
        var complaint = (isFutures ? Futures : Spot).Complaint(Reply(200, $$"""{ "code": "{{code}}", "msg": "{{message}}" }"""))!;

        Assert.Equal((meaning, reason, code), (complaint.Error.Meaning, complaint.Error.Reason, complaint.Code));
    }

    [Fact]
    public void Success_IsNoComplaint_HoweverTheCodeIsWritten()
    {
        Assert.Null(Spot.Complaint(Reply(200, """{ "code": "200000", "data": {} }""")));
        Assert.Null(Spot.Complaint(Reply(200, """{ "code": 200000, "data": {} }""")));
        Assert.Null(Spot.Complaint(Reply(200, """{ "success": true, "code": "200", "msg": "success", "data": [] }""")));
    }

    [Fact]
    public void ErrorOfTheServer_ProvesNothing_WhateverItSays()
    {
        Assert.Equal(ErrorMeaning.Unknown, Spot.Complaint(Reply(500, """{ "code": "200004", "msg": "Balance insufficient!" }"""))!.Error.Meaning);
        Assert.Equal(ErrorMeaning.Unknown, Spot.Complaint(Reply(200, "<html>"))!.Error.Meaning);
    }

    [Fact]
    public void RateLimit_SaysHowLongToWait()
    {
        var told = Spot.Complaint(Reply(429, """{ "code": "429000", "msg": "too many" }""", ("gw-ratelimit-reset", "1500")))!;
        var edge = Spot.Complaint(Reply(403, "error code: 1015"))!;

        Assert.Equal((ErrorMeaning.Throttled, TimeSpan.FromMilliseconds(1_500)), (told.Error.Meaning, told.RetryAfter!.Value));
        Assert.Equal((ErrorMeaning.Banned, TimeSpan.FromSeconds(30)), (edge.Error.Meaning, edge.RetryAfter!.Value));
    }

    [Fact]
    public void CountingHeaders_CorrectThePoolTheRequestTookFrom()
    {
        var limiter = new RateLimiter(TimeProvider.System, new());
        var request = KucoinSpotRequests.Instruments();

        Spot.Correct(limiter, new("key"), request, Reply(200, "{}", ("gw-ratelimit-limit", "3000"), ("gw-ratelimit-remaining", "2750"), ("gw-ratelimit-reset", "20000")));

        var pool = Assert.Single(limiter.Headroom());
        Assert.Equal((KucoinLimits.Public.Name, 250d, 3_000d), (pool.Name, pool.Used, pool.Limit));
    }

    private static WireReply Reply(int status, string body, params (string, string)[] headers) => new()
    {
        End = WireEnd.Answered,
        Status = status,
        Body = Encoding.UTF8.GetBytes(body),
        Headers = [.. headers.Select(header => new KeyValuePair<string, string>(header.Item1, header.Item2))],
    };
}
