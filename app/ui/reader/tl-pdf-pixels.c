/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-pixels.h"

static TlPdfImage *
image_new (int width, int height, guint32 **pixels)
{
  TlPdfImage *image = g_new0 (TlPdfImage, 1);
  gsize size = (gsize)width * (gsize)height * 4;

  *pixels = g_malloc (MAX (size, 4));
  image->width = width;
  image->height = height;
  image->stride = width * 4;
  image->pixels = g_bytes_new_take (*pixels, size);
  return image;
}

static const guint32 *
row_of (const TlPdfImage *image, int y)
{
  const guint8 *data = g_bytes_get_data (image->pixels, NULL);

  return (const guint32 *)(const void *)(data + (gsize)y * (gsize)image->stride);
}

TlPdfImage *
tl_pdf_pixels_copy (const TlPdfImage *image)
{
  TlPdfImage *copy = g_memdup2 (image, sizeof *image);

  g_bytes_ref (copy->pixels);
  return copy;
}

TlPdfImage *
tl_pdf_pixels_turn (const TlPdfImage *image, guint turns)
{
  gboolean aside = turns % 2 == 1;
  int width = aside ? image->height : image->width;
  int height = aside ? image->width : image->height;
  TlPdfImage *turned;
  guint32 *to;

  if (turns % 4 == 0)
    return tl_pdf_pixels_copy (image);
  turned = image_new (width, height, &to);
  for (int y = 0; y < image->height; y++)
    {
      const guint32 *from = row_of (image, y);

      for (int x = 0; x < image->width; x++)
        switch (turns % 4)
          {
          case 1:
            to[(gsize)x * (gsize)width + (gsize)(width - 1 - y)] = from[x];
            break;
          case 2:
            to[(gsize)(height - 1 - y) * (gsize)width + (gsize)(width - 1 - x)] = from[x];
            break;
          default:
            to[(gsize)(height - 1 - x) * (gsize)width + (gsize)y] = from[x];
            break;
          }
    }
  return turned;
}

/* The mean of the pixels of a square, channel by channel. */
static guint32
mean (const TlPdfImage *image, int x, int y, int times)
{
  guint64 sums[4] = { 0, 0, 0, 0 };
  guint count = (guint)times * (guint)times;
  guint32 pixel = 0;

  for (int down = 0; down < times; down++)
    {
      const guint32 *from = row_of (image, y + down) + x;

      for (int across = 0; across < times; across++)
        for (guint channel = 0; channel < 4; channel++)
          sums[channel] += (from[across] >> (8 * channel)) & 0xff;
    }
  for (guint channel = 0; channel < 4; channel++)
    pixel |= (guint32)(sums[channel] / count) << (8 * channel);
  return pixel;
}

TlPdfImage *
tl_pdf_pixels_shrink (const TlPdfImage *image, int times)
{
  int width = image->width / MAX (1, times);
  int height = image->height / MAX (1, times);
  TlPdfImage *small;
  guint32 *to;

  if (times <= 1 || width == 0 || height == 0)
    return tl_pdf_pixels_copy (image);
  small = image_new (width, height, &to);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      *to++ = mean (image, x * times, y * times, times);
  return small;
}

static guint32
multiply (guint32 pixel, guint32 color)
{
  guint32 result = pixel & 0xff000000;

  for (guint shift = 0; shift < 24; shift += 8)
    result |= ((pixel >> shift & 0xff) * (color >> shift & 0xff) / 0xff) << shift;
  return result;
}

TlPdfImage *
tl_pdf_pixels_tint (const TlPdfImage *image, TlPdfPixels *area, guint32 color)
{
  int left = CLAMP (area->x, 0, image->width);
  int top = CLAMP (area->y, 0, image->height);
  int right = CLAMP (area->x + area->width, left, image->width);
  int bottom = CLAMP (area->y + area->height, top, image->height);
  TlPdfImage *tinted;
  guint32 *to;

  if (right == left || bottom == top)
    return NULL;
  *area = (TlPdfPixels){ left, top, right - left, bottom - top };
  tinted = image_new (area->width, area->height, &to);
  for (int y = top; y < bottom; y++)
    {
      const guint32 *from = row_of (image, y);

      for (int x = left; x < right; x++)
        *to++ = multiply (from[x], color);
    }
  return tinted;
}
