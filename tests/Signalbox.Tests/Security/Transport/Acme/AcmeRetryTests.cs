using Signalbox.Server.Security.Transport.Acme;
using Xunit;

namespace Signalbox.Tests.Security.Transport.Acme;

public sealed class AcmeRetryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Failures_AreRepeatedSoonAtFirstThenHourly_AndNotBeforeTheAuthorityWishes()
    {
        Assert.Equal([1d, 5d, 30d, 60d, 60d], Enumerable.Range(1, 5).Select(failures => (AcmeRetry.NextAt(failures, null, Now) - Now).TotalMinutes));
        Assert.Equal(TimeSpan.FromHours(3), AcmeRetry.NextAt(1, TimeSpan.FromHours(3), Now) - Now);
        Assert.Equal(TimeSpan.FromMinutes(30), AcmeRetry.NextAt(3, TimeSpan.FromSeconds(1), Now) - Now);
        Assert.Equal(TimeSpan.FromDays(7), AcmeRetry.NextAt(1, TimeSpan.FromDays(4000), Now) - Now);
    }

    [Fact]
    public void FailedProofs_FiveInAnHour_WaitUntilTheOldestIsAnHourOld()
    {
        DateTimeOffset[] failed = [.. Enumerable.Range(0, 5).Select(index => Now.AddMinutes(index - 20))];
        Assert.Equal(Now.AddMinutes(40), AcmeRetry.AllowedAt(failed, Now));
        Assert.Equal(Now, AcmeRetry.AllowedAt(failed[1..], Now));
    }
}
