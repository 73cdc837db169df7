using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signalbox.Sandbox.Faults;

namespace Signalbox.Sandbox;

/// <summary>A sandbox exchange on a loopback port: the protocol of one venue, and the means to let it misbehave.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ITimer ticks;

    private SandboxServer(WebApplication application, SandboxFloor floor, FaultPlan plan, ITimer ticks)
    {
        this.application = application;
        this.ticks = ticks;
        Floor = floor;
        Faults = plan;
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new(addresses.Addresses.First());
    }

    public Uri Address { get; }

    public SandboxFloor Floor { get; }

    public FaultPlan Faults { get; }

    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var plan = new FaultPlan();
        var arrivals = new Arrivals(options.ArrivalsMax);
        var venue = SandboxVenue.Named(options.Exchange);
        var floor = new SandboxFloor(options, venue, clock);
        var application = Build(options);
        var faults = new FaultMiddleware(plan, clock);
        application.Use(next => context => faults.InvokeAsync(context, next));
        application.UseWebSockets(new() { KeepAliveInterval = TimeSpan.FromSeconds(5) });
        new SandboxControl(floor, arrivals, plan).Map(application);
        venue.Create(new(options, floor, arrivals, plan)).Map(application);
        await application.StartAsync(cancel);
        return new(application, floor, plan, clock.CreateTimer(_ => floor.Tick(), null, options.RefreshEvery, options.RefreshEvery));
    }

    public async ValueTask DisposeAsync()
    {
        await ticks.DisposeAsync();
        Faults.Add(new([new() { Fault = FaultKind.Disconnect }]));
        await application.StopAsync(new CancellationToken(canceled: true));
        await application.DisposeAsync();
    }

    private static WebApplication Build(SandboxOptions options)
    {
        // Watching for changed settings would watch everything below the working folder.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        return builder.Build();
    }
}
