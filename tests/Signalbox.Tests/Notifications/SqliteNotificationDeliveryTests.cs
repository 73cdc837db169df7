namespace Signalbox.Tests.Notifications;

public sealed class SqliteNotificationDeliveryTests : NotificationDeliveryContract;
