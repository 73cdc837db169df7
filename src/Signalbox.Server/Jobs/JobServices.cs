namespace Signalbox.Server.Jobs;

internal static class JobServices
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSignalboxJobs(string dataFolder)
        {
            services.AddSingleton(new JobOptions { Folder = Path.Combine(dataFolder, "jobs") });
            services.AddSingleton<JobNews>();
            services.AddSingleton<ExportTrail>();
            services.AddSingleton(ImportOptions.Default);
            services.AddSingleton<ImportJob>();
            services.AddSingleton<JobList>();
            services.AddHostedService(provider => provider.GetRequiredService<JobList>());
            return services;
        }
    }
}
