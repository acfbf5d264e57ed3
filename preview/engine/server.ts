import * as grpc from "@grpc/grpc-js";

// The SDK's own limit (sdk/nodejs/runtime/settings.ts): large assets travel in one message.
const maxMessageBytes = 400 * 1024 * 1024;

/** Options of every channel and server of the preview. */
export const channelOptions = {
  "grpc.max_receive_message_length": maxMessageBytes,
  "grpc.max_send_message_length": maxMessageBytes,
};

/** A server on a free loopback port. */
export interface RunningServer {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  /** Ends all calls and closes the port. */
  readonly close: () => void;
}

/** Starts a server on loopback with the given services. */
export function startServer(addServices: (server: grpc.Server) => void): Promise<RunningServer> {
  const server = new grpc.Server(channelOptions);
  addServices(server);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error !== null) {
        reject(error);
        return;
      }
      resolve({
        address: `127.0.0.1:${String(port)}`,
        close: () => {
          server.forceShutdown();
        },
      });
    });
  });
}
