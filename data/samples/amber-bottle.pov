// SPDX-License-Identifier: CC0-1.0
// An amber dropper bottle on a seamless backdrop, lit as in a small photo studio. Lengths are in
// centimetres, y is up, the camera looks along +z. render.sh turns it into amber-bottle.jpg.
#version 3.7;

global_settings {
  assumed_gamma 1.0
  max_trace_level 12
  adc_bailout 1/128
  radiosity {
    pretrace_start 0.04
    pretrace_end 0.01
    count 60
    nearest_count 12
    error_bound 0.5
    recursion_limit 2
    low_error_factor 0.6
    minimum_reuse 0.012
  }
}

#default {
  finish { ambient 0 }
}

camera {
  location <0, 13.5, -64>
  right x * image_width / image_height
  up y
  angle 22.2
  look_at <0, 5.25, 0>
}

// What the glass sees where no lamp and no paper is: a dim room.
sky_sphere {
  pigment {
    gradient y
    color_map {
      [0.0 srgb <0.20, 0.19, 0.18>]
      [1.0 srgb <0.34, 0.33, 0.32>]
    }
  }
}

// ---- The studio ---------------------------------------------------------------------------------

// The backdrop is a paper roll: floor, a wide bend, wall. It has no edge in the picture.
#declare Bend_start = 16;
#declare Bend_radius = 26;

union {
  box { <-150, -1, -90>, <150, 0, Bend_start> }
  difference {
    box { <-150, -1, Bend_start>, <150, Bend_radius, Bend_start + Bend_radius + 1> }
    cylinder { <-151, Bend_radius, Bend_start>, <151, Bend_radius, Bend_start>, Bend_radius }
  }
  box {
    <-150, Bend_radius, Bend_start + Bend_radius>,
    <150, 110, Bend_start + Bend_radius + 1>
  }
  pigment { srgb <0.885, 0.868, 0.845> }
  finish { diffuse 0.85 }
}

// A panel whose glow fades to its rim, which is what glass and lacquer mirror. It casts no shadow
// and gives no radiosity: what it lights is the business of the lamp in front of it.
#macro Card (Centre, Target, Width, Height, Glow)
  #local Forward = vnormalize (Target - Centre);
  #local Right = vnormalize (vcross (y, Forward));
  #local Up = vcross (Forward, Right);
  box {
    <-1, -1, -0.01>, <1, 1, 0.01>
    pigment {
      function { (1 - pow (abs (x), 3)) * (1 - pow (abs (y), 3)) }
      color_map {
        [0 rgb 0]
        [1 rgb Glow]
      }
    }
    finish { diffuse 0 emission 1 }
    no_shadow
    no_radiosity
    scale <Width / 2, Height / 2, 1>
    matrix <Right.x, Right.y, Right.z, Up.x, Up.y, Up.z, Forward.x, Forward.y, Forward.z,
            Centre.x, Centre.y, Centre.z>
  }
#end

#macro Lamp (Centre, Target, Width, Height, Power, Columns, Rows)
  #local Forward = vnormalize (Target - Centre);
  #local Right = vnormalize (vcross (y, Forward));
  light_source {
    Centre
    color Power
    area_light Right * Width, vcross (Forward, Right) * Height, Columns, Rows
    adaptive 2
    jitter
    area_illumination on
    fade_distance vlength (Target - Centre)
    fade_power 2
  }
#end

// A softbox is both in one place.
#macro Softbox (Centre, Target, Width, Height, Power, Glow, Columns, Rows)
  Card (Centre, Target, Width, Height, Glow)
  Lamp (Centre, Target, Width, Height, Power, Columns, Rows)
#end

#declare Warm = <1.000, 0.980, 0.950>;
#declare Cool = <0.965, 0.985, 1.000>;

// Key from the left and a roof for the contact shadow.
Softbox (<-24, 21, -40>, <0, 5, 0>, 22, 36, 1.0 * Warm, 17 * Warm, 9, 13)
Softbox (<0, 46, 8>, <0, 0, 8.1>, 40, 30, 0.34 * Warm, 3 * Warm, 9, 9)

// White cards at both sides, behind, draw the edges of the glass. The lamp of the right one lights
// the product alone, as if flagged off the paper.
#declare Rim_place = <23, 14, 21>;
Card (<-21, 12, 19>, <0, 5, 0>, 5, 30, 2.5 * Warm)
Card (Rim_place, <0, 5, 0>, 7, 34, 5 * Cool)

// A lamp on the paper behind the product makes the glow that parts it from the backdrop.
light_source {
  <0, 40, 4>
  color 0.36 * Warm
  spotlight
  point_at <0, 4, 34>
  radius 4
  falloff 40
  tightness 1
}

// ---- Turned parts -------------------------------------------------------------------------------

// A profile is drawn with Begin, Line and Arc, then Turn makes a solid of it. Meshes with exact
// normals look as round as POV-Ray's own lathe and render many times faster, which glass needs.
#declare Sides = 360;
#declare Arc_steps = 32;

#macro Begin ()
  #declare Points = array[800];
  #declare Normals = array[800];
  #declare Rings = 0;
#end

// Where two pieces meet, the second takes the very point of the first: a rounding error there would
// be a crack that rays slip through.
#macro Add_ring (P, Tangent)
  #declare Points[Rings] = <P.u, P.v>;
  #if (Rings > 0)
    #if (vlength (P - Points[Rings - 1]) < 1e-4)
      #declare Points[Rings] = Points[Rings - 1];
    #end
  #end
  #declare Normals[Rings] = vnormalize (<Tangent.v, -Tangent.u, 0>);
  #declare Rings = Rings + 1;
#end

#macro Line (A, B)
  Add_ring (A, B - A)
  Add_ring (B, B - A)
#end

// A share of the quarter of an ellipse that leaves A towards Corner and arrives at B from it.
#macro Part_arc (A, Corner, B, Share)
  #for (I, 0, Arc_steps)
    #local T = Share * I / Arc_steps * pi / 2;
    Add_ring (Corner + (A - Corner) * (1 - sin (T)) + (B - Corner) * (1 - cos (T)),
              (Corner - A) * cos (T) + (B - Corner) * sin (T))
  #end
#end

#macro Arc (A, Corner, B)
  Part_arc (A, Corner, B, 1)
#end

#macro Turn ()
  mesh2 {
    vertex_vectors {
      Rings * Sides,
      #for (R, 0, Rings - 1)
        #for (I, 0, Sides - 1)
          vrotate (<Points[R].u, Points[R].v, 0>, y * 360 * (I + 0.37) / Sides),
        #end
      #end
    }
    normal_vectors {
      Rings * Sides,
      #for (R, 0, Rings - 1)
        #for (I, 0, Sides - 1)
          vrotate (Normals[R], y * 360 * (I + 0.37) / Sides),
        #end
      #end
    }
    #local Bands = 0;
    #for (R, 0, Rings - 2)
      #if (Points[R].u != Points[R + 1].u | Points[R].v != Points[R + 1].v)
        #local Bands = Bands + 1;
      #end
    #end
    face_indices {
      2 * Bands * Sides,
      #for (R, 0, Rings - 2)
        #if (Points[R].u != Points[R + 1].u | Points[R].v != Points[R + 1].v)
          #for (I, 0, Sides - 1)
            #local A = R * Sides + I;
            #local B = R * Sides + mod (I + 1, Sides);
            <A, B, A + Sides>, <B, B + Sides, A + Sides>,
          #end
        #end
      #end
    }
  }
#end

// ---- The bottle ---------------------------------------------------------------------------------

#declare Body_radius = 2.15;
#declare Inner_radius = 1.92;

// A clear surface; all colour is in the depth of the glass, so that thick edges are darker. Shadow
// rays do not bend, so clear parts cast none, and one tinted cylinder casts the bottle's.
#macro Clear (Ior, Depth, Tint)
  pigment { rgbt 1 }
  finish {
    diffuse 0
    reflection { 0, 1 fresnel on }
    conserve_energy
  }
  interior {
    ior Ior
    fade_distance Depth
    fade_power 1001
    fade_color Tint
  }
  no_shadow
#end

// One skin, outside and inside. The foot is hollowed and every edge round, as a mould leaves it.
Begin ()
Arc (<0, 0.20>, <0.80, 0.20>, <1.30, 0.12>)
Arc (<1.30, 0.12>, <1.46, 0.11>, <1.52, 0.05>)
Arc (<1.52, 0.05>, <1.56, 0.00>, <1.66, 0.00>)
Arc (<1.66, 0.00>, <Body_radius, 0.00>, <Body_radius, 0.50>)
Line (<Body_radius, 0.50>, <Body_radius, 5.30>)
Arc (<Body_radius, 5.30>, <Body_radius, 6.50>, <1.18, 6.66>)
Arc (<1.18, 6.66>, <0.98, 6.70>, <0.98, 6.90>)
Line (<0.98, 6.90>, <0.98, 7.40>)
Line (<0.98, 7.40>, <0.72, 7.40>)
Line (<0.72, 7.40>, <0.72, 6.80>)
Arc (<0.72, 6.80>, <0.72, 6.45>, <1.02, 6.41>)
Arc (<1.02, 6.41>, <Inner_radius, 6.30>, <Inner_radius, 5.30>)
Line (<Inner_radius, 5.30>, <Inner_radius, 0.85>)
Arc (<Inner_radius, 0.85>, <Inner_radius, 0.34>, <1.40, 0.34>)
Arc (<1.40, 0.34>, <0.70, 0.40>, <0, 0.40>)
object {
  Turn ()
  Clear (1.51, 0.055, rgb <0.91, 0.67, 0.10>)
}

// The oil reaches a hair into the glass: a gap would mirror like silver.
#declare Oil_radius = Inner_radius + 0.006;
Begin ()
Arc (<0, 0.39>, <0.70, 0.39>, <1.40, 0.33>)
Arc (<1.40, 0.33>, <Oil_radius, 0.33>, <Oil_radius, 0.85>)
Line (<Oil_radius, 0.85>, <Oil_radius, 5.30>)
Part_arc (<Oil_radius, 5.30>, <Oil_radius, 6.30>, <1.02, 6.41>, 0.36)
Line (Points[Rings - 1], <0, Points[Rings - 1].v>)
object {
  Turn ()
  Clear (1.47, 6, rgb <0.95, 0.85, 0.55>)
}

// The dropper's glass tube.
Begin ()
Line (<0.24, 7.30>, <0.24, 1.00>)
Arc (<0.24, 1.00>, <0.24, 0.95>, <0.29, 0.95>)
Arc (<0.29, 0.95>, <0.34, 0.95>, <0.34, 1.00>)
Line (<0.34, 1.00>, <0.34, 7.30>)
object {
  Turn ()
  Clear (1.5, 6, rgb 0.9)
}

cylinder {
  <0, 0.1, 0>, <0, 6.8, 0>, Inner_radius
  pigment { rgbf <0.30, 0.10, 0.02, 1> }
  no_image
  no_reflection
  no_radiosity
}

// ---- The label ----------------------------------------------------------------------------------

// A patch of a cylinder with exact normals, so that the paper bends without a facet to be seen.
#declare Label_arc = radians (125);
#declare Label_low = 0.72;
#declare Label_high = Label_low + 4.3;
#declare Label_radius = Body_radius + 0.008;
#declare Label_steps = 125;

#macro Label_direction (I)
  <sin ((I / Label_steps - 0.5) * Label_arc), 0, -cos ((I / Label_steps - 0.5) * Label_arc)>
#end

#declare Label = mesh2 {
  vertex_vectors {
    2 * (Label_steps + 1),
    #for (I, 0, Label_steps)
      Label_radius * Label_direction (I) + Label_low * y,
      Label_radius * Label_direction (I) + Label_high * y,
    #end
  }
  normal_vectors {
    2 * (Label_steps + 1),
    #for (I, 0, Label_steps)
      Label_direction (I), Label_direction (I),
    #end
  }
  uv_vectors {
    2 * (Label_steps + 1),
    #for (I, 0, Label_steps)
      <I / Label_steps, 0>, <I / Label_steps, 1>,
    #end
  }
  face_indices {
    2 * Label_steps,
    #for (I, 0, Label_steps - 1)
      <2 * I, 2 * I + 1, 2 * I + 2>, <2 * I + 1, 2 * I + 3, 2 * I + 2>,
    #end
  }
  uv_mapping
  texture {
    pigment {
      image_map { png "label.png" interpolate 2 once }
    }
    finish { diffuse 0.8 specular 0.04 roughness 0.08 }
  }
}

// ---- The dropper --------------------------------------------------------------------------------

#declare Satin_black = texture {
  pigment { srgb <0.115, 0.11, 0.108> }
  finish {
    diffuse 0.8
    specular 0.22
    roughness 0.03
    reflection { 0.012, 0.16 falloff 4 }
  }
}

#declare Rubber = texture {
  pigment { srgb <0.15, 0.145, 0.14> }
  finish {
    diffuse 0.8
    specular 0.16
    roughness 0.09
  }
}

#declare Collar_low = 6.78;
#declare Collar_high = 8.20;
#declare Collar_radius = 1.16;
#declare Rib_count = 84;
#declare Rib_radius = 0.026;

Begin ()
Line (<0.9, Collar_low>, <Collar_radius - 0.06, Collar_low>)
Arc (<Collar_radius - 0.06, Collar_low>, <Collar_radius, Collar_low>,
     <Collar_radius, Collar_low + 0.06>)
Line (<Collar_radius, Collar_low + 0.06>, <Collar_radius, Collar_high - 0.16>)
Arc (<Collar_radius, Collar_high - 0.16>, <Collar_radius, Collar_high>,
     <Collar_radius - 0.16, Collar_high>)
Line (<Collar_radius - 0.16, Collar_high>, <0, Collar_high>)
#declare Collar = object {
  Turn ()
  texture { Satin_black }
}

#declare Ribs = union {
  #for (I, 0, Rib_count - 1)
    union {
      cylinder { y * (Collar_low + 0.16), y * (Collar_high - 0.26), Rib_radius }
      sphere { y * (Collar_low + 0.16), Rib_radius }
      sphere { y * (Collar_high - 0.26), Rib_radius }
      translate x * Collar_radius
      rotate y * 360 * (I + 0.5) / Rib_count
    }
  #end
  texture { Satin_black }
}

// The rubber bulb, from its foot.
Begin ()
Line (<0.5, 0>, <0.86, 0>)
Arc (<0.86, 0>, <0.93, 0>, <0.93, 0.07>)
Arc (<0.93, 0.07>, <0.93, 0.14>, <0.86, 0.14>)
Arc (<0.86, 0.14>, <0.74, 0.14>, <0.735, 0.27>)
Line (<0.735, 0.27>, <0.66, 2.10>)
Arc (<0.66, 2.10>, <0.64, 2.64>, <0.16, 2.67>)
Line (<0.16, 2.67>, <0, 2.67>)
#declare Bulb = object {
  Turn ()
  texture { Rubber }
  translate y * Collar_high
}

light_group {
  Lamp (Rim_place, <0, 5, 0>, 7, 34, 0.25 * Cool, 3, 9)
  object { Label }
  object { Collar }
  object { Ribs }
  object { Bulb }
  global_lights on
}
