using Signalbox.Server.Security.SecondFactors;
using Xunit;

namespace Signalbox.Tests.Security.SecondFactors;

public sealed class TotpTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();

    /// <summary>The standard's own examples, their last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Code_AtTheStandardsTimes_IsTheStandards(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Code_OfAnotherStep_CountsOneStepToEitherSide(int aside, bool counts)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = Totp.StepAt(now) + aside;

        Assert.Equal(counts ? step : null, Totp.Match(Secret, Totp.CodeAt(Secret, step), now, 0));
    }

    [Fact]
    public void Code_ThatWasUsed_AndThoseBeforeIt_CountNoMore()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = Totp.StepAt(now);

        Assert.Null(Totp.Match(Secret, Totp.CodeAt(Secret, step), now, step));
        Assert.Null(Totp.Match(Secret, Totp.CodeAt(Secret, step - 1), now, step));
        Assert.Equal(step + 1, Totp.Match(Secret, Totp.CodeAt(Secret, step + 1), now, step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("é23456")]
    public void Code_ThatIsNone_MatchesNothing(string code) => Assert.Null(Totp.Match(Secret, code, DateTimeOffset.FromUnixTimeSeconds(59), 0));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_OfTheStandardsExamples_GoesThereAndBack(string plain, string text)
    {
        Assert.Equal(text, Base32.Encode(System.Text.Encoding.ASCII.GetBytes(plain)));
        Assert.Equal(plain, System.Text.Encoding.ASCII.GetString(Base32.Decode(text)));
    }

    [Fact]
    public void RecoveryCodes_AreTenDifferentOnes_AndAreReadHoweverTheyAreTyped()
    {
        var codes = RecoveryCodes.Create();

        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z2-9]{5}-[a-z2-9]{5}$", code));
        Assert.Equal(RecoveryCodes.Hash("u", codes[0]), RecoveryCodes.Hash("u", $" {codes[0].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant()}"));
        Assert.NotEqual(RecoveryCodes.Hash("u", codes[0]), RecoveryCodes.Hash("v", codes[0]));
    }
}
