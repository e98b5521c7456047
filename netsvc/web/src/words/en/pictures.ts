export const pictures = {
  take: 'Take the matrix as a picture:',
  failed: 'The picture could not be made. SVG works everywhere.',
};
