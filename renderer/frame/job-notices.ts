import { useEffect } from 'react';
import { runJob } from '../backend/run-job.ts';
import { useBackend } from '../backend/use-backend.ts';
import { toast } from '../kit/toast.tsx';
import { useJobs } from '../state/jobs.ts';
import { text } from '../text/en.ts';

/** When the engine is lost under a job, offers to run it again, wherever the reader is now. */
export function useJobNotices(): void {
  const backend = useBackend();
  useEffect(
    () =>
      useJobs.subscribe(({ jobs }, before) => {
        for (const job of Object.values(jobs)) {
          if (job.failure?.code !== 'engine_lost' || before.jobs[job.id]?.failure) continue;
          const { method, input, key, label } = job;
          toast({
            title: text.job.lost,
            note: text.job.lostWhy(label),
            action: {
              label: text.job.runAgain,
              onPress: () => void runJob(backend, { method, input: input as never, key, label }),
            },
          });
        }
      }),
    [backend],
  );
}
