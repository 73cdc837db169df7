using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Signalbox.Server.Api.Input;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class IdempotencyKeyTests
{
    [Fact]
    public async Task Key_ThatIsThereTwice_IsNotLeftOut()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[IdempotencyKey.Header] = new StringValues(["a", "b"]);

        Assert.False(IdempotencyKey.TryRead(http, out _));
        Assert.Equal((400, IdempotencyKey.Code), ((await IdempotencyKey.BindAsync(http)).Unreadable!.Value.Status, (await IdempotencyKey.BindAsync(http)).Unreadable!.Value.Error.Code));
    }

    [Fact]
    public async Task Key_ThatIsNotThere_IsNoProblem()
    {
        var http = new DefaultHttpContext();

        Assert.True(IdempotencyKey.TryRead(http, out var text));
        Assert.Null(text);
        Assert.Null((await IdempotencyKey.BindAsync(http)).Unreadable);
    }
}
