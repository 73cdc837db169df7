using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Api.OpenApi;

/// <summary>What an endpoint says about itself in the document.</summary>
internal static class EndpointDescriptions
{
    extension(RouteHandlerBuilder endpoint)
    {
        public RouteHandlerBuilder Describe(string operationId, string summary, string? description = null)
        {
            endpoint.WithName(operationId).WithSummary(summary);
            return description is null ? endpoint : endpoint.WithDescription(description);
        }

        public RouteHandlerBuilder Answers<T>(int status = StatusCodes.Status200OK) => endpoint.Produces<T>(status, "application/json");

        public RouteHandlerBuilder AnswersNothing() => endpoint.Produces(StatusCodes.Status204NoContent);

        /// <summary>Errors beyond those every endpoint of its kind has.</summary>
        public RouteHandlerBuilder Fails(params ReadOnlySpan<int> statuses)
        {
            foreach (var status in statuses)
            {
                endpoint.Produces<ApiError>(status, "application/json");
            }

            return endpoint;
        }
    }

    extension(RouteGroupBuilder group)
    {
        /// <summary>Documents what every endpoint may answer: no caller, a caller who may not, a store that cannot.</summary>
        public RouteGroupBuilder WithCommonErrors()
        {
            ((IEndpointConventionBuilder)group).Finally(endpoint =>
            {
                if (!endpoint.Metadata.OfType<IAllowAnonymous>().Any())
                {
                    endpoint.Metadata.Add(Failure(StatusCodes.Status401Unauthorized));
                    endpoint.Metadata.Add(Failure(StatusCodes.Status403Forbidden));
                }

                endpoint.Metadata.Add(Failure(StatusCodes.Status500InternalServerError));
                endpoint.Metadata.Add(Failure(StatusCodes.Status503ServiceUnavailable));
            });
            return group;
        }
    }

    private static ProducesResponseTypeAttribute Failure(int status) => new(typeof(ApiError), status, "application/json");
}
