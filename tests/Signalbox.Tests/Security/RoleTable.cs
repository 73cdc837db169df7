using Signalbox.Server.Security.Users;

namespace Signalbox.Tests.Security;

/// <summary>Who may call what, written down by hand: a new operation or channel is added here, or the tests fail.</summary>
internal static class RoleTable
{
    private static readonly Role[] Nobody = [];
    private static readonly Role[] Everyone = [Role.Viewer, Role.Approver, Role.Trader, Role.Auditor, Role.Admin, Role.Owner];
    private static readonly Role[] Approvers = [Role.Approver, Role.Trader, Role.Admin, Role.Owner];
    private static readonly Role[] Traders = [Role.Trader, Role.Admin, Role.Owner];
    private static readonly Role[] Builders = [Role.Trader, Role.Admin, Role.Owner];
    private static readonly Role[] Auditors = [Role.Auditor, Role.Admin, Role.Owner];
    private static readonly Role[] Admins = [Role.Admin, Role.Owner];

    /// <summary>What only who signed in does with the own access: a token is refused behind the door.</summary>
    public const string PersonsOwn = "changePassword proveSession endOtherSessions getSecondFactor beginSecondFactor confirmSecondFactor removeSecondFactor renewRecoveryCodes "
        + "listPasskeys beginPasskeyRegistration addPasskey renamePasskey removePasskey getExternalLink linkExternalIdentity unlinkExternalIdentity beginExternalProof";

    /// <summary>Operations of the OpenAPI document that need no caller.</summary>
    public static readonly IReadOnlySet<string> Open = new HashSet<string>
    {
        "signIn", "setup", "getSignInMethods", "completeSignIn", "beginPasskey", "signInWithPasskey", "beginExternalSignIn", "completeExternalSignIn",
        "openInvitation", "acceptInvitation", "acceptInvitationExternally",
    };

    /// <summary>Operations of the OpenAPI document and the roles that may call them.</summary>
    public static readonly IReadOnlyDictionary<string, Role[]> Operations = Table(
        (Everyone, "getSession signOut listSessions endSession getLayout saveLayout"),
        (Everyone, PersonsOwn),
        (Everyone, "listSignals getSignal listTrades getTrade listOrders getOrder listFills listPositions listEquity listIncidents countOpenIncidents getPerformance getDay listApprovals"),
        (Everyone, "listAccounts getAccount listInstruments getQuote getDepth listCandles getPaperPrice getHealth getRisk getRiskLimits getKillSwitch"),
        (Everyone, "listStrategies getStrategy listSubscriptions getSubscription getEffectiveTerms previewEffectiveTerms listConnections getConnection listBrokers"),
        (Everyone, "parseSignal composeSignal checkGate getGateLanguage"),
        (Everyone, "getLine exportSignals exportTrades exportOrders exportFills listJobs getJob cancelJob getJobResult getImport"),
        (Approvers, "approveTrade rejectTrade"),
        (Traders, "checkLine listSignalCalls replaySignal acknowledgeIncidents"),
        (Traders, "sendOrder cancelOrder amendOrder setPaperPrice clearPaperPrice"),
        (Traders, "killSwitch releaseKillSwitch setGlobalTradingState setAccountTradingState setStrategyTradingState setSubscriptionTradingState"),
        (Builders, "createStrategy replaceStrategy deleteStrategy getWebhook rotateWebhookSecret getBodySecrets replaceBodySecrets"),
        (Builders, "getWebhookProtection replaceWebhookProtection getWebhookRefusals revokeFormerWebhookSecret"),
        (Builders, "createWebhookSigningSecret deleteWebhookSigningSecret createWebhookBearer deleteWebhookBearer"),
        (Builders, "createSubscription replaceSubscription deleteSubscription createConnection replaceConnection deleteConnection"),
        (Everyone, "listCatalogue"),
        (Builders, "listStrategyPermissions grantStrategyPermission revokeStrategyPermission publishStrategy unpublishStrategy"),
        (Builders, "listAccountPermissions grantAccountPermission revokeAccountPermission"),
        (Auditors, "listAudit exportAudit getUpkeep getArchive"),
        (Admins, "listStrategyHistory restoreStrategy listSubscriptionHistory restoreSubscription exportConfiguration importConfiguration rebuildRecords"),
        (Everyone, "listTokens createToken revokeToken"),
        (Admins, "listInvitations invitePerson renewInvitation revokeInvitation listUsers getUser createUser replaceUser removeSecondFactorOfUser listAllSessions getSignInRules replaceSignInRules exportPerson erasePerson"),
        (Admins, "getVault rotateVaultKey setSecretExpiry replaceRetention"),
        (Admins, "listDestinations createDestination replaceDestination deleteDestination testDestination"),
        (Admins, "listClients createClient rotateClientSecret disableClient enableClient"),
        (Admins, "listGateSecrets setGateSecret deleteGateSecret replaceRiskLimits getAlertRules replaceAlertRules"));

    /// <summary>What is mapped outside the document, and who may call it; null: it is open.</summary>
    public static readonly IReadOnlyDictionary<string, Role[]?> Others = new Dictionary<string, Role[]?>
    {
        ["GET /openapi/{documentName}.json"] = null,
        ["GET /schemas/signal.json"] = null,
        ["POST /oauth/token"] = null,
        ["GET /healthz"] = null,
        ["GET /readyz"] = null,
        ["POST /hook/{strategy}/{secret}"] = null,
        ["GET /hook/{strategy}/{secret}"] = null,
        ["POST /trading/webhook/{strategy}/{secret}"] = null,
        ["GET /trading/webhook/{strategy}/{secret}"] = null,
        ["ANY /live/negotiate"] = Everyone,
        ["ANY /live"] = Everyone,
    };

    /// <summary>The live feed's channels and the roles that may follow them.</summary>
    public static readonly IReadOnlyDictionary<string, Role[]> Channels = Table(
        (Everyone, "signals signal orders fills positions approvals equity brokers health alerts strategy subscription quote depth candles jobs"),
        (Auditors, "audit"));

    public static bool May(this Role role, IReadOnlyList<Role> roles) => (roles.Count == 0 ? Nobody : roles).Contains(role);

    private static Dictionary<string, Role[]> Table(params IReadOnlyList<(Role[] Roles, string Names)> lines) => lines
        .SelectMany(line => line.Names.Split(' ').Select(name => (name, line.Roles)))
        .ToDictionary(each => each.name, each => each.Roles);
}
