using System.Text;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Bybit;

public sealed class BybitErrorsTests
{
    // As documented for unified accounts, spot and the streams.
    private const string Documented =
        """
        10404 10429 10003 10016 10019 20003 20006
        -1 429 -2015 33004 10000 10001 10002 10004 10005 10006 10007 10008 10009 10010 10014 10017 10018 10024 10027 10029 10028 30035 30133 30134
        30135 30136 30208 30209 30228 30256 40004 100028 110001 110003 110004 110005 110006 110007 110008 110009 110010 110011 110012 110013 110014
        110015 110016 110017 110018 110019 110020 110021 110022 110023 110024 110025 110026 110027 110028 110029 110030 110031 110032 110033 110034
        110035 110036 110037 110038 110039 110040 110041 110042 110043 110044 110045 110046 110047 110048 110049 110050 110051 110052 110053 110054
        110055 110056 110057 110058 110059 110060 110061 110062 110063 110064 110065 110066 110067 110068 110069 110070 110071 110072 110073 110074
        110075 110076 110077 110078 110079 110080 110082 110083 110085 110086 110087 110088 110089 110090 110092 110093 110094 110095 110096 110097
        110098 110099 110100 110101 110102 110103 110104 110105 110106 110107 110108 110109 110110 110111 110112 110113 110114 110115 110116 110117
        110118 110119 110120 110121 110123 110124 110125 110131 110132 110135 110136 110137 170346 170360 181017 182100 182101 182102 182103 182108
        182110 182111 182112 182011 3100181 3100197 3200316 3200317 3100326 3200403 3200419 3200425 3200320 3200641 3400208 3400209 3400210 3400211
        3400212 3400213 3400052 3400053 3400054 3400214 3400071 3401010 3400139 34040 500010 500011
        170001 170005 170007 170010 170011 170019 170031 170032 170033 170034 170035 170036 170037 170105 170115 170116 170117 170121 170124 170130
        170131 170132 170133 170134 170371 170372 170381 170382 170136 170137 170139 170140 170141 170142 170143 170144 170145 170146 170147 170148
        170149 170150 170151 170157 170159 170190 170191 170192 170193 170194 170195 170196 170197 170198 170199 170200 170201 170202 170203 170204
        170206 170207 170209 170210 170212 170213 170215 170216 170217 170218 170219 170220 170221 170222 170223 170224 170226 170227 170228 170229
        170230 170234 170241 170310 170311 170312 170313 170341 170344 170348 170355 170358 170359 170709 170810
        176002 176015 176031 176034 176040 176132 176139 176201 182021 182104 182105 182106 182107
        """;

    [Fact]
    public void Table_HasEveryDocumentedCode() =>
        Assert.All(Documented.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), code => Assert.True(BybitErrors.Table.Knows(code), code));

    [Theory]
    [InlineData("170146", "Order creation timeout", ErrorMeaning.Unknown, RejectReason.Other)]
    [InlineData("170149", "Create order failed", ErrorMeaning.Unknown, RejectReason.Other)]
    [InlineData("40004", "the order is modified during the process of replacing", ErrorMeaning.Unknown, RejectReason.Other)]
    [InlineData("429", "The trading service is experiencing a high server load.", ErrorMeaning.Throttled, RejectReason.RateLimited)]
    [InlineData("110079", "The order is processing", ErrorMeaning.NotProcessed, RejectReason.Other)]
    [InlineData("10001", "params error: symbol invalid XYZUSDT", ErrorMeaning.Rejected, RejectReason.UnknownInstrument)]
    [InlineData("10001", "The number of contracts exceeds minimum limit allowed", ErrorMeaning.Rejected, RejectReason.BelowMinimum)]
    [InlineData("10001", "The number of contracts exceeds maximum limit allowed: too large, order_qty:80645000000000 > max_qty:56600000000000", ErrorMeaning.Rejected, RejectReason.AboveMaximum)]
    [InlineData("10001", "position idx not match position mode", ErrorMeaning.Rejected, RejectReason.Other)]
    [InlineData("110017", "Reduce-only rule not satisfied", ErrorMeaning.Rejected, RejectReason.ReduceOnlyRefused)]
    [InlineData("110092", "expect Rising, but trigger_price[1] <= current[2]??laste", ErrorMeaning.Rejected, RejectReason.WouldTriggerImmediately)]
    [InlineData("170141", "Duplicate clientOrderId", ErrorMeaning.DuplicateId, RejectReason.DuplicateClientOrderId)]
    [InlineData("10010", "Unmatched IP", ErrorMeaning.Unauthorized, RejectReason.Unauthorized)]
    [InlineData("10005", "Permission denied", ErrorMeaning.NotPermitted, RejectReason.Unauthorized)]
    public void Code_MeansWhatItProves(string code, string message, ErrorMeaning meaning, RejectReason reason)
    {
        var error = BybitErrors.Table.Find(code, message);

        Assert.Equal((meaning, reason), (error.Meaning, error.Reason));
    }

    [Fact]
    public void AddressThatIsShutOut_WaitsAsLongAsDocumented()
    {
        var complaint = new BybitVoice(TimeProvider.System).Complaint(new() { End = WireEnd.Answered, Status = 403, Body = Encoding.UTF8.GetBytes("access too frequent") })!;

        Assert.Equal((ErrorMeaning.Banned, TimeSpan.FromMinutes(10)), (complaint.Error.Meaning, complaint.RetryAfter));
    }

    [Theory]
    [InlineData(401, ErrorMeaning.Unauthorized)]
    [InlineData(404, ErrorMeaning.Rejected)]
    [InlineData(400, ErrorMeaning.Unknown)]
    public void Answer_WithoutACode_IsReadByItsStatus(int status, ErrorMeaning meaning) =>
        Assert.Equal(meaning, new BybitVoice(TimeProvider.System).Complaint(new() { End = WireEnd.Answered, Status = status })!.Error.Meaning);

    [Fact]
    public void Batch_TellsOfEachOrder()
    {
        const string answer =
            """
            { "retCode": 0, "retMsg": "OK", "time": 1713434299047,
              "result": { "list": [ { "category": "spot", "symbol": "BTCUSDT", "orderId": "1666800494330512128", "orderLinkId": "spot-btc-03", "createAt": "1713434102752" },
                                    { "category": "spot", "symbol": "ATOMUSDT", "orderId": "", "orderLinkId": "1666800494330512129" },
                                    { "category": "spot", "symbol": "ATOMUSDT", "orderId": "", "orderLinkId": "3" } ] },
              "retExtInfo": { "list": [ { "code": 0, "msg": "OK" }, { "code": 170213, "msg": "Order does not exist." }, { "code": 10006, "msg": "Too many visits!" } ] } }
            """;
        var outcomes = BybitCodec.Batch(new() { End = WireEnd.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(answer) }, 3)!;

        Assert.Equal(new VenueOutcome.Accepted(new("1666800494330512128")), outcomes[0]);
        Assert.Equal(RejectReason.UnknownOrder, Assert.IsType<VenueOutcome.Rejected>(outcomes[1]).Reason);
        Assert.IsType<VenueOutcome.NotSent>(outcomes[2]);
        Assert.Null(BybitCodec.Batch(new() { End = WireEnd.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(answer) }, 4));
    }
}
