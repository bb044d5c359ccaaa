import { Both, Eyes, INK, type Paint, Smile } from "./parts";

export function Cat({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <path d="M9 7c4 .5 8.5 3.5 11 8L9.5 21C7.5 16.5 7.5 11 9 7z" fill={fur} />
        <path d="M11 10.5c2 .8 4 2.6 5.2 4.6L11 18c-.8-2.6-.8-5.2 0-7.5z" fill={light} />
      </Both>
      <ellipse cx="24" cy="26.5" rx="16.5" ry="14" fill={fur} />
      <path d="M24 13v6M19.5 13.6l1 4.4M28.5 13.6l-1 4.4" stroke={shade} stroke-width="2.2" stroke-linecap="round" />
      <Eyes x={16.5} y={25} r={2.6} />
      <path d="M22 30h4l-2 2.4z" fill={INK} stroke={INK} stroke-linejoin="round" />
      <Smile y={33.2} width={3.4} />
      <Both>
        <path d="M12 30.5 4 28.8M12 33.5l-7.5 1.7" stroke={light} stroke-width="1.3" stroke-linecap="round" />
      </Both>
    </>
  );
}

export function Hare({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <path d="M14.5 22C10 15 9.5 5.5 13.5 2.5c5 0 8 9.5 8 17z" fill={fur} />
        <path d="M15.8 18c-2.4-4.6-2.8-9.6-1.3-12 2.3 1.2 4.2 6.6 4.5 11.5z" fill={light} />
      </Both>
      <ellipse cx="24" cy="29" rx="14" ry="12.5" fill={fur} />
      <Both>
        <ellipse cx="14.8" cy="33" rx="3" ry="2" fill={shade} opacity=".55" />
      </Both>
      <Eyes x={18} y={27} />
      <ellipse cx="24" cy="31.5" rx="2" ry="1.5" fill={INK} />
      <Smile y={34} width={2.6} />
      <path d="M22.6 36h2.8v3.2h-2.8z" fill="#fff" />
    </>
  );
}

export function Mouse({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <circle cx="10.5" cy="15.5" r="9" fill={fur} />
        <circle cx="10.8" cy="15.8" r="5.8" fill={shade} />
      </Both>
      <path d="M24 15c8 0 12.5 5.5 12.5 12C36.5 34 29 40.5 24 40.5S11.5 34 11.5 27c0-6.5 4.5-12 12.5-12z" fill={fur} />
      <ellipse cx="24" cy="35.5" rx="5" ry="4.5" fill={light} />
      <Eyes x={18.5} y={26.5} r={2.4} />
      <circle cx="24" cy="33.5" r="2.6" fill={INK} />
      <Both>
        <path d="M18.5 35.5l-7.5-1M18.5 37.5l-6.5 2" stroke={light} stroke-width="1.2" stroke-linecap="round" />
      </Both>
    </>
  );
}

export function Sheep({ fur, shade, light }: Paint) {
  return (
    <>
      <g fill={fur}>
        <circle cx="24" cy="13" r="8" />
        <Both>
          <circle cx="14" cy="15" r="7" />
          <circle cx="9.5" cy="24" r="6.5" />
          <circle cx="11.5" cy="33" r="6.5" />
          <circle cx="18" cy="38" r="6" />
        </Both>
      </g>
      <Both>
        <path d="M15.5 23C11 20.5 6 21.5 3.5 25c2.5 3.5 8 4 11.5 1.5z" fill={shade} />
      </Both>
      <path d="M24 17.5c6.5 0 9.5 4 9.5 9.5 0 6.5-3.5 13-9.5 13s-9.5-6.5-9.5-13c0-5.5 3-9.5 9.5-9.5z" fill={light} />
      <path d="M15.5 21.5c1.5-5 5-6.5 8.5-6.5s7 1.5 8.5 6.5c-3 1.5-5-.5-5.5-1.5-1.5 2-4.5 2-6 0-.5 1-2.5 3-5.5 1.5z" fill={fur} />
      <Eyes x={19} y={27} />
      <path d="M22 33h4l-2 2.5z" fill={INK} stroke={INK} stroke-linejoin="round" />
    </>
  );
}

export function Duck({ fur, shade, light }: Paint) {
  return (
    <>
      <path d="M24 10c-1-3.5-4-5-6-4M24 10c0-4 2.5-6 5-5.5" fill="none" stroke={shade} stroke-width="2.2" stroke-linecap="round" />
      <circle cx="24" cy="24" r="15" fill={fur} />
      <Both>
        <ellipse cx="13.5" cy="28.5" rx="3" ry="2.2" fill={light} opacity=".8" />
      </Both>
      <Eyes x={17} y={21.5} r={2.5} />
      <path d="M24 25.5c6 0 12.5 3 12.5 6.5 0 4.5-6 7-12.5 7s-12.5-2.5-12.5-7c0-3.5 6.5-6.5 12.5-6.5z" fill="#f39b2d" />
      <path d="M12.5 32.5c4 1.8 8 2.5 11.5 2.5s7.5-.7 11.5-2.5" fill="none" stroke="#9a5208" stroke-width="1.4" stroke-linecap="round" />
      <path d="M21.5 28.8h.01M26.5 28.8h.01" stroke="#9a5208" stroke-width="1.6" stroke-linecap="round" />
    </>
  );
}
