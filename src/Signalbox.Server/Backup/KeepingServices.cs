using Signalbox.Server.Checkpoints;
using Signalbox.Server.Cli;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Backup;

internal static class KeepingServices
{
    extension(IServiceCollection services)
    {
        /// <summary>What keeps the installation's past safe while it runs: daily backups and checkpoints, and reminders of old secrets.</summary>
        public IServiceCollection AddSignalboxKeeping(CommandLineOptions options)
        {
            services.AddSingleton(new BackupScheduleOptions(
                options.BackupFolder, options.BackupKeep, options.PassphraseFile, new(options.DataFolder, options.Store)));
            services.AddSingleton<BackupSchedule>();
            services.AddHostedService(provider => provider.GetRequiredService<BackupSchedule>());
            services.AddSingleton(new CheckpointOptions(options.CheckpointUrl));
            services.AddSingleton(new CheckpointFolder(options.DataFolder));
            services.AddSingleton<ICheckpointPost, CheckpointPost>();
            services.AddSingleton<CheckpointWriter>();
            services.AddHostedService(provider => provider.GetRequiredService<CheckpointWriter>());
            services.AddHostedService<VaultReminder>();
            return services;
        }
    }
}
