export function SignIn(_: { rest: string[] }) {
  return <main class="screen" />;
}
