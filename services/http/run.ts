import { currentCorrelation } from "../../runtime/telemetry/correlation";
import type { HttpServer } from "./server";

/** The parts of a process that running a service needs. */
export interface ServiceProcess {
  /** Registers a listener for one signal. */
  once(signal: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  /** Status that the process ends with. */
  exitCode?: number | string | null | undefined;
  /** Where an operator reads why a service does not start. */
  readonly stderr: { write(text: string): unknown };
}

/** A service that can be started. */
export interface Startable {
  /** The server, not listening yet. */
  readonly server: HttpServer;
  /** Port to listen on. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
}

/**
 * Starts a service and ends it on SIGTERM or SIGINT, after the requests under way. A service that cannot start says
 * why on standard error, in words for its operator, and ends with status 1. The port it listens on, if it does.
 */
export async function runService(
  start: () => Promise<Startable>,
  own: ServiceProcess = process,
): Promise<number | undefined> {
  try {
    const { server, port, host } = await start();
    const taken = await server.listen(port, host);
    const end = () => void server.close();
    own.once("SIGTERM", end);
    own.once("SIGINT", end);
    own.stderr.write(`${JSON.stringify({ message: "listening", port: taken })}\n`);
    return taken;
  } catch (error) {
    own.exitCode = 1;
    own.stderr.write(`${error instanceof Error ? error.message : "The service cannot start."}\n`);
    return undefined;
  }
}

/** Writes that a handler failed: the kind of the error alone, because its message may hold anything. */
export function tellFailure(
  own: Pick<ServiceProcess, "stderr"> = process,
): (error: unknown) => void {
  return (error) => {
    const kind = error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : "unknown";
    const { id: correlation_id } = currentCorrelation();
    const line = JSON.stringify({ message: "request failed", error: kind, correlation_id });
    own.stderr.write(`${line}\n`);
  };
}
