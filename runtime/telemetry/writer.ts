import type { Clock } from "../clock";
import { currentCorrelation } from "./correlation";
import { descriptorSink } from "./descriptor-sink";
import { eventLine } from "./line";
import { metricLine } from "./metrics";
import type { LineSink, Telemetry } from "./telemetry";

/** What telemetry is made of. */
export interface TelemetryOptions {
  /** Service that writes: a name of the estate, such as `orbit`. Any other text is written as `other`. */
  readonly service: string;
  /** Where lines go. */
  readonly sink: LineSink;
  /** Time of lines and metrics. */
  readonly clock: Clock;
  /** Namespace of the counters in CloudWatch. @default agent-runtime */
  readonly metricsNamespace?: string | undefined;
}

/** Standard output, which Lambda and the log driver of a container send to the log group. */
export const stdoutSink: LineSink = descriptorSink(1);

/**
 * Telemetry of one service. It keeps nothing between calls and has no levels to switch: every event is written.
 * @throws TypeError when the namespace is none that CloudWatch takes.
 */
export function createTelemetry(options: TelemetryOptions): Telemetry {
  const { sink, clock, metricsNamespace: namespace = "agent-runtime" } = options;
  const service = /^[a-z][a-z0-9-]{0,63}$/.test(options.service) ? options.service : "other";
  if (!/^[\w./#-]{1,255}$/.test(namespace)) throw new TypeError("Invalid metrics namespace.");
  return {
    record(event, data) {
      const correlation = currentCorrelation();
      sink.write(eventLine({ event, data, service, time: clock(), correlation }));
    },
    count(metric, reason) {
      sink.write(metricLine({ namespace, metric, service, reason, time: clock() }));
    },
  };
}
