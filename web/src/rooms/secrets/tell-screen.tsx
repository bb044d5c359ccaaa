export function TellScreen(_: { rest: string[] }) {
  return <main class="screen" />;
}
