using System.Text;
using Signalbox.Venues;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Okx;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Okx;

public sealed class OkxErrorsTests
{
    [Theory]
    [InlineData(200, """{"code":"0","msg":"","data":[{"ordId":"28","sCode":"0","sMsg":""}]}""", null)]
    [InlineData(200, """{"code":"0","msg":"","data":[]}""", null)]
    [InlineData(200, """{"code":"1","msg":"All operations failed","data":[{"ordId":"","sCode":"51008","sMsg":"Order failed."}]}""", "51008")]
    [InlineData(200, """{"code":"51603","msg":"Order does not exist","data":[]}""", "51603")]
    [InlineData(401, """{"code":"50113","msg":"Invalid Sign"}""", "50113")]
    [InlineData(200, """{"code":"2","msg":"","data":[{"ordId":"1","sCode":"0"},{"ordId":"","sCode":"51008"}]}""", null)]
    public void Complaint_IsTheInnermostCode(int status, string body, string? code) => Assert.Equal(code, Heard(status, body)?.Code);

    [Theory]
    [InlineData(200, "50004", ErrorMeaning.Unknown)]
    [InlineData(200, "51149", ErrorMeaning.Unknown)]
    [InlineData(429, "50013", ErrorMeaning.Unknown)]
    [InlineData(503, "51008", ErrorMeaning.Unknown)]
    [InlineData(200, "99999", ErrorMeaning.Unknown)]
    [InlineData(429, "50011", ErrorMeaning.Throttled)]
    [InlineData(200, "50061", ErrorMeaning.Throttled)]
    [InlineData(401, "50102", ErrorMeaning.ClockSkew)]
    [InlineData(401, "50105", ErrorMeaning.Unauthorized)]
    [InlineData(200, "50120", ErrorMeaning.NotPermitted)]
    [InlineData(200, "50037", ErrorMeaning.NotProcessed)]
    [InlineData(200, "51016", ErrorMeaning.DuplicateId)]
    [InlineData(200, "51603", ErrorMeaning.NotFound)]
    [InlineData(200, "51400", ErrorMeaning.NotFound)]
    public void Code_MeansWhatItProves(int status, string code, ErrorMeaning meaning) =>
        Assert.Equal(meaning, Heard(status, $$"""{"code":"{{code}}","msg":"","data":[]}""")!.Error.Meaning);

    [Theory]
    [InlineData("51008", RejectReason.InsufficientFunds)]
    [InlineData("51008_1001", RejectReason.InsufficientFunds)]
    [InlineData("51020", RejectReason.BelowMinimum)]
    [InlineData("51101", RejectReason.AboveMaximum)]
    [InlineData("51006", RejectReason.PriceOutOfRange)]
    [InlineData("51278", RejectReason.WouldTriggerImmediately)]
    [InlineData("51511", RejectReason.WouldTakeLiquidity)]
    [InlineData("51169", RejectReason.ReduceOnlyRefused)]
    [InlineData("51001", RejectReason.UnknownInstrument)]
    [InlineData("51028", RejectReason.MarketClosed)]
    [InlineData("51010", RejectReason.Unsupported)]
    [InlineData("51024", RejectReason.Unauthorized)]
    [InlineData("51121", RejectReason.Other)]
    public void Refusal_HasItsReason(string code, RejectReason reason) =>
        Assert.Equal((ErrorMeaning.Rejected, reason), (OkxErrors.Find(code, "").Meaning, OkxErrors.Find(code, "").Reason));

    [Fact]
    public void Parameter_ThatIsWrong_IsNamedInTheSentence()
    {
        Assert.Equal(RejectReason.UnknownInstrument, OkxErrors.Find("51000", "Parameter instId error").Reason);
        Assert.Equal(RejectReason.PriceOutOfRange, OkxErrors.Find("51000", "Parameter px error").Reason);
        Assert.Equal(RejectReason.Other, OkxErrors.Find("51000", "Parameter sz error").Reason);
    }

    /// <summary>The first and last of each range of the documentation, and what stands alone.</summary>
    [Theory]
    [InlineData("50000 50001 50026 50030 50044 50064 50077 50100 50113 50122")]
    [InlineData("51000 51027 51046 51065 51088 51101 51121 51149 51174 51195 51201 51226 51250 51287 51317 51333 51399")]
    [InlineData("51400 51416 51500 51543 51600 51610 51625 52000 54000 54049 54094")]
    [InlineData("59000 59101 59142 59200 59320 59401 59509 59529 59601 59693 55100 55116")]
    public void DocumentedCodes_AreListed(string codes) => Assert.All(codes.Split(' '), code => Assert.True(OkxErrors.Table.Knows(code), code));

    private static VenueComplaint? Heard(int status, string body) =>
        new OkxVoice().Complaint(new WireReply { End = WireEnd.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) });
}
