namespace Signalbox.Sandbox.Kucoin;

/// <summary>An error as KuCoin answers it.</summary>
internal sealed record KucoinFault(int Status, string Code, string Message)
{
    public static readonly KucoinFault HeadersMissing = new(400, "400001", "Any of KC-API-KEY, KC-API-SIGN, KC-API-TIMESTAMP, KC-API-PASSPHRASE is missing in your request header.");
    public static readonly KucoinFault Time = new(400, "400002", "KC-API-TIMESTAMP Invalid");
    public static readonly KucoinFault Key = new(401, "400003", "KC-API-KEY not exists");
    public static readonly KucoinFault Passphrase = new(401, "400004", "KC-API-PASSPHRASE error");
    public static readonly KucoinFault Signature = new(401, "400005", "Signature error");
    public static readonly KucoinFault KeyVersion = new(400, "400009", "Invalid KC-API-KEY-VERSION.");
    public static readonly KucoinFault TooMany = new(429, "429000", "Too many requests");
    public static readonly KucoinFault NoSuchOrder = Parameter("The order does not exist.");
    public static readonly KucoinFault NotCancelable = Parameter("order_not_exist_or_not_allow_to_cancel");
    public static readonly KucoinFault NoSuchFuturesOrder = new(200, "100001", "error.getOrder.orderNotExist");
    public static readonly KucoinFault NotCancelableFutures = new(200, "100004", "The order cannot be canceled.");
    public static readonly KucoinFault Pair = Parameter("Unsupported trading pair.");
    public static readonly KucoinFault Contract = new(200, "100003", "Contract parameter invalid");

    public static KucoinFault Parameter(string message) => new(400, "400100", message);

    public static KucoinFault FuturesParameter(string message) => new(200, "300000", message);
}
