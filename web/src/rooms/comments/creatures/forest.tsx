import { Both, Eyes, INK, type Paint, Smile } from "./parts";

export function Fox({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <path d="M8 5.5 22 15 10 25z" fill={fur} stroke={fur} stroke-linejoin="round" />
        <path d="M10.6 10 17.4 15 11.4 20.5z" fill={shade} />
      </Both>
      <path d="M24 13.5c8 0 15 5 15.5 11C39.8 30.5 32 36.5 24 41 16 36.5 8.2 30.5 8.5 24.5 9 18.5 16 13.5 24 13.5z" fill={fur} />
      <Both>
        <path d="M24 41C16 36.5 8.2 30.5 8.5 25.5 16 24.5 22.5 29 24 36z" fill={light} />
      </Both>
      <Eyes x={18} y={25} />
      <ellipse cx="24" cy="38.8" rx="3" ry="2.4" fill={INK} />
    </>
  );
}

export function Bear({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <circle cx="11.5" cy="13" r="6.5" fill={fur} />
        <circle cx="11.5" cy="13" r="3.2" fill={shade} />
      </Both>
      <ellipse cx="24" cy="26" rx="16" ry="15" fill={fur} />
      <ellipse cx="24" cy="31.5" rx="8" ry="6.5" fill={light} />
      <Eyes x={17} y={22.5} />
      <ellipse cx="24" cy="28.5" rx="3.2" ry="2.3" fill={INK} />
      <Smile y={32.5} width={2.6} />
    </>
  );
}

export function Deer({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <path d="M18.5 15C17 10 16 7 11 4M16.4 9.5C14 10 11 10 8 8.5" fill="none" stroke={light} stroke-width="2.4" stroke-linecap="round" />
        <path d="M17 18C12 13.5 6.5 15 4.5 17.5 7 22.5 12 23.5 16 22z" fill={fur} />
        <path d="M14.5 18.8C11.5 16.8 8.5 17 7 18 9 20.5 12 21 14.5 20.5z" fill={shade} />
      </Both>
      <path d="M24 13.5c7 0 10.5 4.5 10.5 11 0 8-4 16.5-10.5 16.5S13.5 32.5 13.5 24.5c0-6.5 3.5-11 10.5-11z" fill={fur} />
      <ellipse cx="24" cy="36" rx="6" ry="5.2" fill={light} />
      <path d="M21.5 18.5h0M26.5 18.5h0M24 22h0" stroke={light} stroke-width="2.4" stroke-linecap="round" />
      <Eyes x={17.5} y={26} />
      <ellipse cx="24" cy="34" rx="2.8" ry="2" fill={INK} />
    </>
  );
}

export function Owl({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <path d="M7.5 5c5 0 9 2.5 12 6L9.5 20C7.5 15 6.5 10 7.5 5z" fill={fur} />
      </Both>
      <path d="M24 9.5c9 0 16 6.5 16 16S33 42 24 42 8 35 8 25.5 15 9.5 24 9.5z" fill={fur} />
      <path d="M24 33c5 0 9 2 9 5-2 2.6-5.5 4-9 4s-7-1.4-9-4c0-3 4-5 9-5z" fill={shade} />
      <Both>
        <circle cx="16.8" cy="23" r="7.4" fill={light} />
        <circle cx="17.3" cy="23" r="4" fill={INK} />
        <circle cx="18.6" cy="21.6" r="1.2" fill="#fff" />
      </Both>
      <path d="M21.4 27.5h5.2L24 33z" fill="#f3a43b" stroke={shade} stroke-width=".6" stroke-linejoin="round" />
    </>
  );
}

export function Hedgehog({ fur, shade, light }: Paint) {
  const spikes = "M24 3l3.2 5.2 5.6-3 .8 6 6.2-.6-1.8 5.8 6 1.6-4.2 4.6 4.8 4-5.6 2.6 2.8 5.6-6.2.4.6 6-8-1H19.8l-8 1 .6-6-6.2-.4L9 29.2 3.4 26.6l4.8-4L4 18l6-1.6-1.8-5.8 6.2.6.8-6 5.6 3z";
  return (
    <>
      <path d={spikes} fill={shade} stroke={shade} stroke-width="1.5" stroke-linejoin="round" />
      <path d="M24 15c8.5 0 12.5 5.5 12.5 12.5C36.5 35.5 30 41 24 41s-12.5-5.5-12.5-13.5C11.5 20.5 15.5 15 24 15z" fill={fur} />
      <ellipse cx="24" cy="34" rx="6.5" ry="5.5" fill={light} />
      <Eyes x={18} y={26} />
      <circle cx="24" cy="31.5" r="2.8" fill={INK} />
    </>
  );
}
