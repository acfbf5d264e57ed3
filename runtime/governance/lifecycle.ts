import { succeeds } from "../telemetry/succeeds";
import type { Telemetry } from "../telemetry/telemetry";
import type { Ready } from "./readiness";

/** Tells what becomes of the governance function itself. Never throws. */
export interface Lifecycle {
  /** Says whether it started ready. */
  started(): void;
  /** Says it for each time that the engine was loaded anew; once, as soon as telemetry takes it. */
  noticeReloads(): void;
  /** Tests the engine and says that it is alive; false when it is not, or when that could not be said. */
  heartbeat(): boolean;
}

/** The lifecycle of a function that is ready, or is not. */
export function createLifecycle(telemetry: Telemetry, ready: Ready | undefined): Lifecycle {
  let noticedReloads = 0;
  const digest = ready === undefined ? {} : { policy_digest: ready.digest };
  const say = (phase: "ready" | "heartbeat") => {
    telemetry.record({ event_type: "governance.lifecycle", phase, ...digest });
  };
  const sayNotReady = () => {
    telemetry.record({
      event_type: "governance.lifecycle",
      phase: "not-ready",
      reason: "not-ready",
      ...digest,
    });
  };
  const sayReloaded = () => {
    telemetry.record({
      event_type: "governance.lifecycle",
      phase: "engine-reloaded",
      reason: "engine-fault",
      ...digest,
    });
    telemetry.count("EngineReloads", "engine-fault");
  };

  const lifecycle: Lifecycle = {
    started() {
      succeeds(() => {
        if (ready === undefined) sayNotReady();
        else say("ready");
      });
    },
    noticeReloads() {
      const reloads = ready?.engine.reloads ?? 0;
      while (noticedReloads < reloads && succeeds(sayReloaded)) noticedReloads += 1;
    },
    heartbeat() {
      const isAlive = ready?.isSound() ?? false;
      lifecycle.noticeReloads();
      const isSaid = succeeds(() => {
        if (isAlive) say("heartbeat");
        else sayNotReady();
      });
      return isAlive && isSaid;
    },
  };
  return lifecycle;
}
