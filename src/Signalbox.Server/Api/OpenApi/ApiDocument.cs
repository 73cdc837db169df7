using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sessions;

namespace Signalbox.Server.Api.OpenApi;

/// <summary>What the framework does not know of the API, put into its OpenAPI document.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    private const string TokenScheme = "token";
    private const string SessionScheme = "session";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) => Introduce(document));
        options.AddOperationTransformer((operation, context, _) => Complete(operation, context));
        options.AddSchemaTransformer((schema, context, _) => ApiSchemas.Correct(schema, context));
    }

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Signalbox",
            Version = Name,
            Description = "The API of one Signalbox installation. Decimals travel as text, enumerations as snake_case words, times as ISO 8601. "
                + "Every error has the same shape: `code`, `message`, and `errors` with `path` and `message`.",
        };

        // The address depends on who asks; a relative one is right for everybody.
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [TokenScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "sbx_…",
                Description = "A token created at POST /api/v1/tokens.",
            },
            [SessionScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SignInOptions.CookieName,
                Description = $"Set by POST /api/v1/session. Requests that change something with it need the header {CrossSiteGuard.Header}: 1.",
            },
        };
        return Task.CompletedTask;
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<QueryParameter>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = new OpenApiSchema { Type = parameter.Kind == QueryKind.Text ? JsonSchemaType.String : JsonSchemaType.Integer },
            });
        }

        if (metadata.OfType<FreshProofAsked>().LastOrDefault() is { } proof)
        {
            operation.Description = string.Join(' ', new[] { operation.Description, Sentence(proof) }.OfType<string>());
        }

        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [Requirement(TokenScheme, context), Requirement(SessionScheme, context)];
        }

        return Task.CompletedTask;
    }

    private static string Sentence(FreshProofAsked proof) =>
        $"A session is asked for a fresh proof{(proof.When is { } when ? $" {when}" : "")}: 403 `fresh-proof-required` without one.";

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiOperationTransformerContext context) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };
}
