import {serveBuild} from "#app/server/http/app.ts";

// The benchmark's server: a build of its own, any free port, told on the first line.
const app = await serveBuild(process.argv[2]!);
const server = app.listen(0, "127.0.0.1", () => console.log((server.address() as {port: number}).port));
process.once("SIGTERM", () => server.close(() => process.exit(0)));
