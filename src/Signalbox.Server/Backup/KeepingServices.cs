using Signalbox.Journal;
using Signalbox.Monitoring.Notices;
using Signalbox.Server.Archives;
using Signalbox.Server.Checkpoints;
using Signalbox.Server.Cli;
using Signalbox.Server.Node;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Upkeep;

namespace Signalbox.Server.Backup;

internal static class KeepingServices
{
    extension(IServiceCollection services)
    {
        /// <summary>What keeps the installation's past safe while it runs: daily backups and checkpoints, monthly archives, and reminders of old secrets.</summary>
        public IServiceCollection AddSignalboxKeeping(CommandLineOptions options)
        {
            services.AddSingleton(provider => new NoticeWriter(
                provider.GetRequiredService<IJournal>(), provider.GetRequiredService<Committer>(),
                provider.GetRequiredService<NodeIdentity>().Instance, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<RaiseNotice>(provider => provider.GetRequiredService<NoticeWriter>().RaiseAsync);
            services.AddSingleton<UpkeepBoard>();
            services.AddSingleton(new BackupScheduleOptions(
                options.BackupFolder, options.BackupKeep, options.PassphraseFile, new(options.DataFolder, options.Store)));
            services.AddSingleton<BackupSchedule>();
            services.AddHostedService(provider => provider.GetRequiredService<BackupSchedule>());
            services.AddSingleton(new CheckpointOptions(options.CheckpointUrl));
            services.AddSingleton(new CheckpointFolder(options.DataFolder));
            services.AddSingleton<ICheckpointPost, CheckpointPost>();
            services.AddSingleton<CheckpointWriter>();
            services.AddHostedService(provider => provider.GetRequiredService<CheckpointWriter>());
            services.AddSingleton(new ArchiveFolder(options.ArchiveFolderOrDefault));
            services.AddSingleton<ArchiveBook>();
            services.AddSingleton<RetentionStore>();
            services.AddSingleton<ArchiveWriter>();
            services.AddHostedService(provider => provider.GetRequiredService<ArchiveWriter>());
            services.AddHostedService<VaultReminder>();
            return services;
        }
    }
}
