// Two item lists of one business, as a book and a warehouse would export them, and which items are truly the same. Knows nothing
// of how they are matched. One seed, one catalogue.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace trueup {

struct CatalogueItem {
  std::string sku, name, barcode, supplier_code, price, unit, status;
};

struct Catalogue {
  std::vector<CatalogueItem> from, to;
  std::set<std::pair<std::string, std::string>> truth;  // SKUs of one product on both sides
  std::map<std::string, int> mess;                      // what was done, and how often
};

namespace catalogue_detail {

inline const std::vector<std::string> kNouns = {
    "Mug", "Bottle", "Bowl", "Plate", "Towel", "T-Shirt", "Hoodie", "Socks", "Candle", "Soap", "Shampoo", "Lamp", "Cable", "Charger", "Backpack",
    "Wallet", "Notebook", "Pen", "Rug", "Pillow", "Blanket", "Knife", "Pan", "Teapot", "Tea", "Coffee Beans", "Granola", "Dog Leash", "Cat Toy",
    "Yoga Mat", "Dumbbell", "Face Cream", "Lip Balm", "Sunscreen", "Phone Case", "Screen Protector", "Wall Hook", "Storage Box", "Curtain", "Apron"};
inline const std::vector<std::string> kTraits = {"Classic", "Organic", "Ceramic", "Steel", "Bamboo", "Cotton", "Recycled", "Pro", "Slim", "Travel", "Kids",
                                                 "Premium", "Everyday", "Matte", "Ribbed", "Outdoor", "Vegan", "Natural", "Mini", "Deluxe"};
inline const std::vector<std::string> kColours = {"Black", "White", "Blue", "Navy", "Red", "Green", "Grey", "Pink", "Sand", "Mint", "Rose", "Olive", "Yellow"};
inline const std::vector<std::string> kShort = {"BLK", "WHT", "BLU", "NVY", "RED", "GRN", "GRY", "PNK", "SND", "MNT", "RSE", "OLV", "YLW"};
inline const std::vector<std::vector<std::string>> kSizes = {{"S", "M", "L", "XL"}, {"8oz", "12oz", "16oz", "20oz"}, {"250ml", "500ml", "1l"},
                                                             {"1m", "2m", "3m"}, {"30x40cm", "40x30cm", "50x70cm"}, {"100g", "250g", "1kg"}, {""}, {""}};

class Maker {
 public:
  Maker(std::size_t products, std::uint32_t seed) : random_(seed), wanted_(products) {
    for (int i = 0; i < 150; ++i) brands_.push_back(word(2 + below(2)));
  }

  Catalogue make() {
    while (made_ < wanted_) add_family();
    add_traps();
    spoil_barcodes();
    shuffle(catalogue_.from);
    shuffle(catalogue_.to);
    return std::move(catalogue_);
  }

 private:
  static constexpr std::size_t kCutAt = 24;

  // The words of one product, before a side spells them.
  struct Product {
    std::string brand, line, trait, noun, size, pack, code, other_code, supplier, barcode, price, unit;
    std::size_t colour = 0;
    bool has_colour = true, cut_short = false;  // `cut_short`: the warehouse keeps kCutAt characters of a name
  };

  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool chance(unsigned per_mille) { return random_() % 1000 < per_mille; }
  const std::string& pick(const std::vector<std::string>& words) { return words[below(words.size())]; }
  void note(const char* what) { ++catalogue_.mess[what]; }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

  std::string word(std::size_t syllables) {
    static const std::vector<std::string> kStart = {"b", "k", "l", "m", "n", "r", "s", "t", "v", "br", "tr", "st", "pl", "fl", "w", "z"}, kEnd = {"a", "e", "i", "o", "u", "an", "er", "on", "il", "ex"};
    std::string out;
    for (std::size_t i = 0; i < syllables; ++i) out += pick(kStart) + pick(kEnd);
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  }

  std::string digits(std::uint64_t value, std::size_t width) {
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
  }

  static char check_digit(const std::string& body) {
    int sum = 0;
    for (std::size_t i = 0; i < body.size(); ++i) sum += (body[body.size() - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
    return static_cast<char>('0' + (10 - sum % 10) % 10);
  }

  std::string new_barcode(std::size_t brand) {
    const std::string body = "50" + digits(10000 + brand * 37, 5) + digits(next_barcode_++ % 100000, 5);
    return body + check_digit(body);
  }

  void add_family() {
    Product product;
    const std::size_t brand = below(brands_.size());
    product.brand = brands_[brand];
    if (chance(500)) product.line = word(2);
    if (chance(600)) product.trait = pick(kTraits);
    product.noun = pick(kNouns);
    const std::size_t style = ++family_;
    const std::size_t scheme = below(5), other_scheme = below(3);
    const bool renamed = chance(300), barcoded = !chance(150), other_barcoded = renamed ? chance(450) : !chance(150), name_style_differs = chance(350);
    const bool shares_supplier_code = chance(300);
    const std::size_t sizes = below(kSizes.size()), colours = 1 + below(5), first_colour = below(kColours.size());
    product.has_colour = !chance(150);
    product.cut_short = chance(40);
    for (std::size_t c = 0; c < (product.has_colour ? colours : 1); ++c) {
      for (std::size_t s = 0; s < kSizes[sizes].size(); ++s) {
        if (chance(150) || made_ >= wanted_) continue;
        product.colour = (first_colour + c) % kColours.size();
        product.size = kSizes[sizes][s];
        product.barcode = new_barcode(brand);
        product.supplier = "F" + digits(style * 7 % 100000, 5) + (shares_supplier_code ? "" : "-" + digits(c * 10 + s, 2));
        product.price = std::to_string(4 + style % 60 + s) + (style % 3 == 0 ? ".99" : ".50");
        product.unit = "EA";
        product.code = code_of(product, scheme, style, c, s);
        product.other_code = renamed ? other_code_of(product, other_scheme) : product.code;
        add(product, renamed, barcoded, other_barcoded, name_style_differs);
        if (chance(30)) add_pack(product, renamed);
      }
    }
  }

  std::string code_of(const Product& product, std::size_t scheme, std::size_t style, std::size_t c, std::size_t s) {
    std::string initials = {product.brand[0], static_cast<char>(product.brand[1] - 'a' + 'A'), product.noun[0]};
    switch (scheme) {
      case 0: return initials + "-" + digits(style, 4) + "-" + kShort[product.colour] + (product.size.empty() ? "" : "-" + product.size);
      case 1: return digits(style * 100 + c * 10 + s, 8);
      case 2: return "A" + digits(style * 60 + c * 10 + s, 6) + "_" + std::string(1, static_cast<char>('A' + s));
      case 3: return "8489" + digits(style * 100 + c * 10 + s, 8);
      default: return initials + digits(style, 4) + "." + digits(c * 10 + s, 2);
    }
  }

  std::string other_code_of(const Product& product, std::size_t scheme) {
    switch (scheme) {
      case 0: return "WH" + digits(100000 + below(900000), 6) + digits(++serial_, 5);
      case 1: return digits(3000000 + ++serial_, 7);
      default: return product.supplier.find('-') != std::string::npos && chance(500) ? product.supplier : "SKU-" + digits(++serial_ * 13, 7);
    }
  }

  std::string name_of(const Product& product) {
    std::string name = product.brand;
    for (const std::string& part : {product.line, product.trait, product.noun, product.has_colour ? kColours[product.colour] : std::string(), product.size, product.pack})
      if (!part.empty()) name += " " + part;
    return name;
  }

  // How the warehouse writes names: another order, capitals, brackets, short colours, units apart, no brand.
  std::string other_name_of(const Product& product, bool differs) {
    if (product.cut_short) {
      note("name cut short");
      return name_of(product).substr(0, kCutAt);
    }
    if (!differs) return name_of(product);
    note("name in another style");
    std::string colour = product.has_colour ? kColours[product.colour] : "";
    std::string size = product.size;
    if (chance(200) && product.has_colour) colour = kShort[product.colour];
    if (size.size() > 2 && chance(400)) {
      const std::size_t letters = size.find_first_not_of("0123456789x");
      size.insert(letters, " ");
    }
    std::string name = product.noun;
    for (const std::string& part : {product.trait, product.line}) name += part.empty() ? "" : " " + part;
    if (!chance(150)) name = chance(500) ? product.brand + " " + name : name + " - " + product.brand;
    if (!colour.empty()) name += chance(500) ? ", " + colour : " (" + colour + ")";
    if (!size.empty()) name += " " + size;
    if (!product.pack.empty()) name += " " + product.pack;
    if (chance(500))
      for (char& c : name) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    if (chance(60)) name += " *NEW LABEL*";
    return name;
  }

  std::string with_typo(std::string name) {
    const std::size_t at = 1 + below(name.size() - 2);
    switch (below(3)) {
      case 0: name.erase(at, 1); break;
      case 1: std::swap(name[at], name[at + 1]); break;
      default: name[at] = static_cast<char>('a' + below(26));
    }
    note("typo in a name");
    return name;
  }

  std::string with_mess(std::string code) {
    std::string wide;
    const bool number = code.find_first_not_of("0123456789") == std::string::npos;
    switch (below(number ? 6 : 4)) {
      case 0: for (char& c : code) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); note("code in another case"); return code;
      case 1: note("blank in a code"); return chance(500) ? code + " " : chance(500) ? "\xC2\xA0" + code : code.insert(2, " ");
      case 2:
        for (char c : code) wide += c >= '!' && c <= '~' && c < '_' ? std::string("\xEF\xBC") + static_cast<char>(c + 0x60) : std::string(1, c);
        note("code in full width");
        return wide;
      case 3:
        for (std::size_t i = 0; i < code.size(); ++i)
          if (code[i] == '-' || code[i] == '.') { note("code without punctuation"); return code.erase(i, 1); }
        return code;
      case 4: note("zeros lost"); return code.erase(0, code.find_first_not_of('0') == std::string::npos ? 0 : code.find_first_not_of('0'));
      default: return rounded(code);
    }
  }

  std::string rounded(const std::string& code) {
    if (code.size() != 12) return code;
    note("code rounded by a spreadsheet");
    const auto value = (std::stoull(code) + 500000) / 1000000;
    const std::string kept = std::to_string(value);
    return kept.substr(0, 1) + "." + kept.substr(1) + "E+11";
  }

  void add(const Product& product, bool renamed, bool barcoded, bool other_barcoded, bool name_style_differs) {
    ++made_;
    CatalogueItem from{product.code, name_of(product), barcoded && !chance(50) ? product.barcode : "", chance(600) ? product.supplier : "", product.price, product.unit, "Active"};
    CatalogueItem to{product.other_code, other_name_of(product, name_style_differs), other_barcoded && !chance(50) ? product.barcode : "", chance(200) ? product.supplier : "",
                     chance(500) ? product.price : "", chance(500) ? "each" : "", "active"};
    if (chance(50)) to.sku = with_mess(to.sku);
    if (chance(30)) to.name = with_typo(to.name);
    if (chance(20)) from.name = with_typo(from.name);
    if (chance(30)) to.price = std::to_string(1 + below(90)) + ".00";
    const std::size_t side = below(100);
    const bool in_from = side >= 3, in_to = side < 95;  // some items stand on one side only
    if (renamed) note("renamed");
    if (in_from && !seen_from_.insert(from.sku).second) return;
    if (in_to && !seen_to_.insert(to.sku).second) { if (in_from) catalogue_.from.push_back(from); return; }
    if (in_from) catalogue_.from.push_back(from);
    if (in_to) catalogue_.to.push_back(to);
    if (in_from && in_to) catalogue_.truth.emplace(from.sku, to.sku), pairs_.push_back({catalogue_.from.size() - 1, catalogue_.to.size() - 1});
  }

  // A pack of the item before it, under that one's barcode on one side or on both.
  void add_pack(Product product, bool renamed) {
    product.pack = chance(500) ? "12-pack" : chance(500) ? "6 pack" : "Carton";
    product.code += chance(500) ? "-CS" : "X12";
    product.other_code += "-CTN";
    product.unit = "CS";
    product.price = "1" + product.price;
    note("pack with the base item's barcode");
    add(product, renamed, chance(500), chance(700), false);
  }

  void add_traps() {
    const std::size_t each = wanted_ / 200;
    for (std::size_t i = 0; i < each && pairs_.size() > 2; ++i) {  // neighbours are mostly variants of one family
      const auto first = pairs_.begin() + static_cast<std::ptrdiff_t>(below(pairs_.size() - 1));
      reassign_code(first[0], first[1]);
      pairs_.erase(first, first + 2);
    }
    shuffle(pairs_);
    std::size_t next = 0;
    for (std::size_t i = 0; i < each && next + 8 < pairs_.size(); ++i) {
      const auto pair = [&] { return pairs_[next++]; };
      swap_barcodes(pair(), pair());
      reuse_barcode(pair());
      borrow_supplier_code(pair(), pair());
      add_duplicate(pair());
      reassign_code(pair(), pair());
      discontinue(pair());
    }
  }

  using Pair = std::pair<std::size_t, std::size_t>;  // indices into from and to

  // Two products of one name, whose barcodes the warehouse has the wrong way round.
  void swap_barcodes(Pair one, Pair two) {
    auto &from = catalogue_.from, &to = catalogue_.to;
    if (from[one.first].barcode.empty() || from[two.first].barcode.empty()) return;
    from[two.first].name = from[one.first].name;
    to[two.second].name = to[one.second].name;
    to[one.second].barcode = from[two.first].barcode;
    to[two.second].barcode = from[one.first].barcode;
    note("swapped barcodes, one name");
  }

  // The warehouse has only the successor, under a new code and the old barcode.
  void reuse_barcode(Pair pair) {
    CatalogueItem &from = catalogue_.from[pair.first], &to = catalogue_.to[pair.second];
    catalogue_.truth.erase({from.sku, to.sku});
    to.sku = "N" + digits(++serial_, 7);
    to.barcode = from.barcode;
    static const std::vector<std::string> kNewer = {" v2", " II", " (new recipe)", " 2024", " Plus"};
    to.name = from.name + pick(kNewer);
    to.supplier_code.clear();
    note("barcode reused for a successor");
  }

  // The code that one item's supplier uses is another item's SKU.
  void borrow_supplier_code(Pair one, Pair two) {
    catalogue_.to[one.second].supplier_code = catalogue_.from[two.first].sku;
    note("supplier code equals another SKU");
  }

  // The same goods twice, one record discontinued.
  void add_duplicate(Pair pair) {
    auto& side = chance(500) ? catalogue_.from : catalogue_.to;
    CatalogueItem copy = side[&side == &catalogue_.from ? pair.first : pair.second];
    copy.sku = chance(500) ? copy.sku + "-OLD" : "D" + digits(++serial_, 6);
    copy.status = "Discontinued";
    if (chance(500)) copy.barcode.clear();
    side.push_back(copy);
    note("discontinued duplicate");
  }

  // The warehouse uses a code again, for an item that the book knows under another one.
  void reassign_code(Pair one, Pair two) {
    auto &from = catalogue_.from, &to = catalogue_.to;
    if (from[one.first].name == from[two.first].name) return;
    if (to[one.second].name.size() == kCutAt || to[two.second].name.size() == kCutAt) return;  // with the ends of their names gone nobody could tell
    catalogue_.truth.erase({from[one.first].sku, to[one.second].sku});
    catalogue_.truth.erase({from[two.first].sku, to[two.second].sku});
    std::swap(to[one.second].sku, to[two.second].sku);
    catalogue_.truth.emplace(from[one.first].sku, to[one.second].sku);
    catalogue_.truth.emplace(from[two.first].sku, to[two.second].sku);
    note("two codes the wrong way round");
  }

  // Gone from the book's partner; what the warehouse holds under that name is another product.
  void discontinue(Pair pair) {
    CatalogueItem &from = catalogue_.from[pair.first], &to = catalogue_.to[pair.second];
    catalogue_.truth.erase({from.sku, to.sku});
    to.sku = "R" + digits(++serial_, 7);
    to.barcode = new_barcode(below(brands_.size()));
    to.supplier_code.clear();
    from.status = "Discontinued";
    note("another product of the same name");
  }

  void spoil_barcodes() {
    for (auto* side : {&catalogue_.from, &catalogue_.to}) {
      std::string last;
      for (CatalogueItem& item : *side) {
        if (item.barcode.empty() || !chance(30)) continue;
        switch (below(4)) {
          case 0: item.barcode.back() = item.barcode.back() == '9' ? '0' : static_cast<char>(item.barcode.back() + 1); note("bad check digit"); break;
          case 1: item.barcode = "0" + item.barcode; note("barcode in 14 digits"); break;
          case 2: item.barcode = "5.01004E+12"; note("barcode rounded by a spreadsheet"); break;
          default: if (!last.empty()) item.barcode = last, note("barcode shared"); last = item.barcode;
        }
      }
    }
  }

  std::mt19937 random_;
  std::size_t wanted_, made_ = 0, family_ = 0;
  std::uint64_t next_barcode_ = 1, serial_ = 0;
  std::vector<std::string> brands_;
  std::vector<Pair> pairs_;
  std::set<std::string> seen_from_, seen_to_;
  Catalogue catalogue_;
};

}  // namespace catalogue_detail

/// A catalogue of that many products. About 3 in 10 carry another code at the warehouse.
inline Catalogue make_catalogue(std::size_t products, std::uint32_t seed) { return catalogue_detail::Maker(products, seed).make(); }

}  // namespace trueup
