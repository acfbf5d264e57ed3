/** Loaded before a program (`node --require`): tells its parent every two seconds what the process is like. */
import { startSampler } from "./sampler";

startSampler((sample) => process.send?.(sample));
