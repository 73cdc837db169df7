using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Signalbox.Server.Api.Errors;

namespace Signalbox.Server.Api.Input;

/// <summary>On an input that may be larger than others: a whole file.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BodyBytesMaxAttribute(long bytes) : Attribute
{
    public long Bytes => bytes;
}

/// <summary>An input that could not be read at all; the filter answers it before the endpoint runs.</summary>
internal interface IInput
{
    (int Status, ApiError Error)? Unreadable { get; }
}

/// <summary>
/// A JSON body. What does not fit its type is left out of the value and stands in the check, together with what the
/// endpoint finds, so that one answer lists everything.
/// </summary>
internal sealed class Input<T> : IInput, IEndpointParameterMetadataProvider
    where T : class
{
    private static readonly long BytesMax = typeof(T).GetCustomAttribute<BodyBytesMaxAttribute>()?.Bytes ?? 256 * 1024;

    private readonly T? value;

    private Input(T? value, InputCheck check) => (this.value, Check) = (value, check);

    public T Value => value ?? throw new InvalidOperationException("This input could not be read; the filter should have answered.");

    public InputCheck Check { get; }

    public (int Status, ApiError Error)? Unreadable { get; private init; }

    public static async ValueTask<Input<T>> BindAsync(HttpContext http)
    {
        // A form or plain text is what a foreign page can send without asking the browser first.
        if (!http.Request.HasJsonContentType())
        {
            return Refused(StatusCodes.Status415UnsupportedMediaType, ApiErrors.NotJson);
        }

        if (http.Request.ContentLength > BytesMax)
        {
            // The limit below would end the line under a sender that is still writing, before it can read why.
            return Refused(StatusCodes.Status413PayloadTooLarge, ApiErrors.TooLarge);
        }

        Limit(http);
        var (document, problem) = await JsonBody.ParseAsync(http.Request.Body, http.RequestAborted);
        using (document)
        {
            return problem is null ? Read(document!.RootElement) : Refused(StatusCodes.Status400BadRequest, ApiError.Of("malformed-json", problem));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new ProducesResponseTypeAttribute(typeof(ApiError), StatusCodes.Status400BadRequest));
        builder.Metadata.Add(new ProducesResponseTypeAttribute(typeof(ApiError), StatusCodes.Status413PayloadTooLarge));
        builder.Metadata.Add(new ProducesResponseTypeAttribute(typeof(ApiError), StatusCodes.Status415UnsupportedMediaType));
        builder.Metadata.Add(new ProducesResponseTypeAttribute(typeof(ApiError), StatusCodes.Status422UnprocessableEntity));
    }

    private static void Limit(HttpContext http)
    {
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BytesMax;
        }
    }

    private static Input<T> Read(JsonElement document)
    {
        var check = new InputCheck();
        return new(FittingJson.Read(document, (JsonTypeInfo<T>)ApiJson.Default.Options.GetTypeInfo(typeof(T)), check), check);
    }

    private static Input<T> Refused(int status, ApiError error) => new(null, new()) { Unreadable = (status, error) };
}
