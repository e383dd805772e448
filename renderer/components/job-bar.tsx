import { Button, Progress } from '@mantine/core';
import { useClient, useRunningJobs } from '../api/hooks.ts';
import { vi } from '../i18n/vi.ts';
import './job-bar.css';

/** What runs now, how far it is, and the button that stops it. */
export function JobBar() {
  const client = useClient();
  const jobs = useRunningJobs();
  return (
    <div className="job-bar" role="status">
      {jobs.map((job) => (
        <div key={job.jobId} className="job-bar-job">
          <span className="job-bar-label">{job.cancelling ? vi.app.cancellingJob : job.label}</span>
          <Progress
            aria-label={job.label}
            value={job.total > 0 ? (100 * job.done) / job.total : 100}
            animated={job.total === 0}
            striped={job.total === 0}
            w={120}
            size="sm"
          />
          {job.total > 0 && <span>{vi.app.jobProgress(job.done, job.total)}</span>}
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={job.cancelling}
            onClick={() => client.cancel(job.jobId)}
          >
            {vi.app.cancelJob}
          </Button>
        </div>
      ))}
    </div>
  );
}
