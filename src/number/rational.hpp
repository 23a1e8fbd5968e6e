#pragma once
#include "reproof/numeric/rational.hpp"
