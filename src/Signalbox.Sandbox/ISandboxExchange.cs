using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox;

/// <summary>One venue's wire protocol in front of the floor.</summary>
public interface ISandboxExchange
{
    void Map(IEndpointRouteBuilder routes);
}
