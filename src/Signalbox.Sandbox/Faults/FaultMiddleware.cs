using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Signalbox.Sandbox.Faults;

/// <summary>Stands before the exchange and lets go wrong what the plan says.</summary>
internal sealed class FaultMiddleware(FaultPlan plan, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var rule = await TakeAsync(context);
        switch (rule?.Fault)
        {
            case null:
                await next(context);
                break;
            case FaultKind.DropRequest:
                context.Abort();
                break;
            case FaultKind.DropReply:
                await ProcessUnseenAsync(context, next);
                context.Abort();
                break;
            case FaultKind.DelayRequest:
                await WaitAsync(rule.DelayMs, context);
                await next(context);
                break;
            case FaultKind.DelayReply:
                await DelayReplyAsync(rule.DelayMs, context, next);
                break;
            case FaultKind.FailAfterProcessing:
                await ProcessUnseenAsync(context, next);
                Fail(context, rule.Status);
                break;
            case FaultKind.TooManyRequests:
                context.Response.Headers.RetryAfter = rule.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                Fail(context, StatusCodes.Status429TooManyRequests);
                break;
            case FaultKind.BlackHole:
                await SwallowAsync(context);
                break;
            default:
                Fail(context, rule.Status);
                break;
        }
    }

    // A fault befalls a request that has arrived whole: a client that gives up halfway uses up none.
    private async Task<FaultRule?> TakeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/_", StringComparison.Ordinal) || plan.Waiting.Count == 0)
        {
            return null;
        }

        await KeepBodyAsync(context);
        return plan.TakeForRequest(context.Request.Method, path);
    }

    private static void Fail(HttpContext context, int status) => context.Response.StatusCode = status;

    // The client may give up meanwhile; what was asked is carried out all the same.
    private Task WaitAsync(int delayMs, HttpContext context)
    {
        context.RequestAborted = CancellationToken.None;
        return Task.Delay(TimeSpan.FromMilliseconds(delayMs), clock);
    }

    private static async Task KeepBodyAsync(HttpContext context)
    {
        var kept = new MemoryStream();
        await context.Request.Body.CopyToAsync(kept, context.RequestAborted);
        kept.Position = 0;
        context.Request.Body = kept;
        context.Response.RegisterForDispose(kept);
    }

    private async Task SwallowAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client gave up, which is what a black hole waits for.
            context.Abort();
        }
    }

    private async Task DelayReplyAsync(int delayMs, HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        context.Response.Body = wire;
        await WaitAsync(delayMs, context);
        await context.Response.Body.WriteAsync(kept.ToArray(), context.RequestAborted);
    }

    private static async Task ProcessUnseenAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        context.Response.Body = Stream.Null;
        await next(context);
        context.Response.Body = wire;
        context.Response.Clear();
    }
}
